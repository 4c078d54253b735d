import { describe, expect, it } from 'vitest';
import { createAskDialog, createOpenExternal } from '../../../src/main/app/open-external';
import { Problem } from '../../../src/main/ipc/problem';

function setUp(agree = true) {
  const opened: string[] = [];
  const asked: { host: string; address: string }[] = [];
  const open = createOpenExternal({
    shell: { openExternal: (url) => Promise.resolve(void opened.push(url)) },
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(agree);
    },
  });
  return { open, opened, asked };
}

describe('open external', () => {
  it('shows the address before it opens it', async () => {
    const { open, opened, asked } = setUp();
    await expect(open('https://example.com/a?b=1')).resolves.toBe(true);
    expect(asked).toEqual([{ host: 'example.com', address: 'https://example.com/a?b=1' }]);
    expect(opened).toEqual(['https://example.com/a?b=1']);
  });

  it('opens nothing that the person does not want', async () => {
    const { open, opened } = setUp(false);
    await expect(open('https://example.com')).resolves.toBe(false);
    expect(opened).toEqual([]);
  });

  it.each([
    'http://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'ms-msdt:/id',
    'https://bank.example@evil.example/',
    'example.com',
    '',
  ])('refuses %s without asking', async (address) => {
    const { open, opened, asked } = setUp();
    await expect(open(address)).rejects.toThrow(Problem);
    expect([...opened, ...asked]).toEqual([]);
  });

  it('shows letters of other alphabets that look like ours for what they are', async () => {
    const { open, asked } = setUp();
    await open('https://аpple.com/');
    expect(asked[0]?.host).toBe('xn--pple-43d.com');
  });

  it('keeps both ends of a long address in sight', async () => {
    const { open, asked } = setUp();
    await open(`https://example.com/${'a'.repeat(5000)}/end`);
    expect(asked[0]?.address.length).toBeLessThan(400);
    expect(asked[0]?.address).toMatch(/^https:\/\/example\.com\/a.*\/end$/);
  });

  it('asks so that Enter and Escape do not open', async () => {
    let options: Record<string, unknown> = {};
    const ask = createAskDialog({
      showMessageBox: (...args: unknown[]) => {
        options = args.at(-1) as Record<string, unknown>;
        return Promise.resolve({ response: 1, checkboxChecked: false });
      },
    });
    await expect(ask({ host: 'example.com', address: 'https://example.com' })).resolves.toBe(false);
    expect(options).toMatchObject({ defaultId: 1, cancelId: 1, buttons: ['Open', 'Cancel'] });
  });
});
