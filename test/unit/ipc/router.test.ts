import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '../../../src/main/ipc/problem';
import { createRouter } from '../../../src/main/ipc/router';
import { describeDiskProblem, toUnavailable } from '../../../src/main/store/disk-problem';
import { StoreUnavailableError } from '../../../src/main/store/store';

const schemas = {
  double: z.strictObject({ number: z.number() }),
  fail: z.strictObject({ how: z.enum(['problem', 'store', 'closing', 'full', 'bug', 'async']) }),
} as const;
const noSpace = Object.assign(new Error('ENOSPC: no space left, write'), { code: 'ENOSPC' });

function setUp() {
  const unexpected: unknown[] = [];
  const router = createRouter<typeof schemas, { double: number; fail: null }>({
    schemas,
    handlers: {
      double: ({ number }) => number * 2,
      fail: ({ how }) => {
        if (how === 'problem') throw new Problem('not-found', 'It is gone.', 'Look elsewhere.');
        if (how === 'store') throw toUnavailable(describeDiskProblem(noSpace));
        if (how === 'closing') throw new StoreUnavailableError('The console is closing.');
        if (how === 'full') throw noSpace;
        if (how === 'async') return Promise.reject(new Error('token=abcdef failed'));
        throw new TypeError('x is undefined');
      },
    },
    onUnexpected: (name, error) => unexpected.push([name, error]),
  });
  return { router, unexpected };
}

describe('router', () => {
  it('gives what the handler gives', async () => {
    await expect(setUp().router.handle('double', { number: 4 })).resolves.toEqual({ ok: true, value: 8 });
  });

  it.each([
    ['nobody'],
    ['__proto__'],
    ['constructor'],
    ['toString'],
    [''],
    [null],
    [5],
    [{ toString: () => 'double' }],
  ])('does not know %j', async (name) => {
    const result = await setUp().router.handle(name, { number: 4 });
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it.each([[undefined], [null], [{}], [{ number: '4' }], [{ number: NaN }], [{ number: 4, more: 1 }], [[4]]])(
    'does not let %j through to the handler',
    async (input) => {
      const { router, unexpected } = setUp();
      const result = await router.handle('double', input);
      expect(result).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      expect(unexpected).toEqual([]);
    },
  );

  // Bug caught: a disk without room for an attachment that is called something unexpected, to be tried again.
  it('says that the disk is full, whatever part met it', async () => {
    const { router, unexpected } = setUp();
    await expect(router.handle('fail', { how: 'full' })).resolves.toEqual({
      ok: false,
      error: {
        code: 'unavailable',
        message: 'This was not done. The disk is full.',
        remedy: 'Free some space on the disk that holds the data folder. Then try again.',
      },
    });
    expect(unexpected).toEqual([]);
  });

  it('hands on what a part says of a failure', async () => {
    await expect(setUp().router.handle('fail', { how: 'problem' })).resolves.toEqual({
      ok: false,
      error: { code: 'not-found', message: 'It is gone.', remedy: 'Look elsewhere.' },
    });
  });

  // Bugs caught: what to do said twice, in two ways; space to be freed because the console is being closed.
  it('says once why the store takes nothing, and what to do where something is to be done', async () => {
    await expect(setUp().router.handle('fail', { how: 'store' })).resolves.toEqual({
      ok: false,
      error: { code: 'unavailable', ...describeDiskProblem(noSpace) },
    });
    await expect(setUp().router.handle('fail', { how: 'closing' })).resolves.toEqual({
      ok: false,
      error: { code: 'unavailable', message: 'The console is closing.' },
    });
  });

  it.each(['bug', 'async'])('keeps the detail of the unforeseen (%s) from the window, and logs it', async (how) => {
    const { router, unexpected } = setUp();
    const result = await router.handle('fail', { how });
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toMatch(/undefined|token/);
    expect(unexpected).toHaveLength(1);
  });
});
