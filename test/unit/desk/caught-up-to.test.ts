import { expect, it } from 'vitest';
import { keepCaughtUpTo } from '../../../src/main/desk/caught-up-to';
import { createManualClock } from '../../support/manual-clock';
import { createMemoryStore } from '../../support/memory-store';

const sms = { type: 'sms', address: '+12025550100' } as const;
const whatsapp = { type: 'whatsapp', address: '+12025550100' } as const;
const at = (hour: number) => `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

// Bug caught: one address that could not be asked for days counts as known up to now, since the others were.
it('is kept for each address by itself', async () => {
  const store = createMemoryStore();
  const upTo = keepCaughtUpTo(store, createManualClock(at(0)));
  expect(upTo.of('AC1', sms)).toBeNull();
  await upTo.advance('AC1', [sms, whatsapp], at(1));
  await upTo.advance('AC1', [sms], at(5));
  expect([upTo.of('AC1', sms), upTo.of('AC1', whatsapp)]).toEqual([at(5), at(1)]);
  expect(keepCaughtUpTo(store, createManualClock()).of('AC1', sms)).toBe(at(5));
  // Bug caught: another account, which knows nothing of the number, was asked, and after going back what came is never fetched.
  expect(upTo.of('AC2', sms)).toBeNull();
});

it('is not written anew for a few minutes, and what is not its own counts as nothing', async () => {
  const store = createMemoryStore();
  const upTo = keepCaughtUpTo(store, createManualClock(at(0)));
  await upTo.advance('AC1', [sms], at(1));
  const { seq } = store;
  await upTo.advance('AC1', [sms], '2026-01-01T01:05:00.000Z');
  expect(store.seq).toBe(seq);
  store.apply({
    type: 'setting.set',
    key: 'caughtUpTo',
    value: { 'AC1 sms:+12025550100': 'yesterday' },
    by: 'x',
    at: at(1),
  });
  expect(upTo.of('AC1', sms)).toBeNull();
});

// Bug caught: a clock that was ahead for a while, so that what arrives in the days until then is never looked for.
it('goes back with a clock that is set back', async () => {
  const store = createMemoryStore();
  const upTo = keepCaughtUpTo(store, createManualClock(at(0)));
  await upTo.advance('AC1', [sms], '2026-01-04T00:00:00.000Z');
  await upTo.advance('AC1', [sms], at(1));
  expect(upTo.of('AC1', sms)).toBe(at(1));
});
