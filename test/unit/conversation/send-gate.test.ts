import { expect, test } from 'vitest';
import { paceOf, unitsOf, type Pace } from '../../../src/main/conversation/pace';
import { createSendGate } from '../../../src/main/conversation/send-gate';
import { createManualClock } from '../../support/manual-clock';

const onePerSecond: Pace = { key: 'a', perSecond: 1, burst: 5 };

/** Sends through a gate and gives the seconds at which each passed. */
async function open(random = () => 0.999_999) {
  const clock = createManualClock('2025-01-15T10:00:00.000Z');
  const begun = clock.now();
  const gate = createSendGate(clock, random);
  const passed: string[] = [];
  const pass = (name: string, pace = onePerSecond, units = 1) =>
    void gate.pass(pace, units).then(() => passed.push(`${name} ${(clock.now() - begun) / 1000}`));
  /** Moves on by seconds, a tenth at a time, with all done that follows. */
  const move = async (seconds: number) => {
    for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
      await settle();
      clock.advance(100);
    }
    await settle();
  };
  await settle();
  return { clock, gate, passed, pass, move };
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

// Bug caught: a lone reply that waits; a hundred texts handed to Twilio at once, which refuses them in the end; an order
// that is not that of the sending.
test('a few pass at once, the others at the pace of their sender, in order', async () => {
  const { passed, pass, move } = await open();
  for (const name of ['1', '2', '3', '4', '5', '6', '7']) pass(name);
  pass('other', { ...onePerSecond, key: 'b' });
  await move(3);
  expect(passed.sort()).toEqual(['1 0', '2 0', '3 0', '4 0', '5 0', '6 1', '7 2', 'other 0']);
  await move(60);
  pass('later');
  await move(0.1);
  expect(passed).toContain('later 63');
});

// Bug caught: a long text that counts as one, or that must wait until there is room for all of it.
test('a long text passes whole, and what follows waits for its segments', async () => {
  const { passed, pass, move } = await open();
  pass('long', onePerSecond, 10);
  pass('next');
  await move(12);
  expect(passed).toEqual(['long 0', 'next 6']);
});

// Bug caught: a sender that stands still for an hour because the clock was set back by one.
test('a clock that is set back makes nobody wait for longer than the one before took', async () => {
  const { clock, gate } = await open();
  let back = 0;
  const set = createSendGate({ now: () => clock.now() - back, after: (ms, then) => clock.after(ms, then) }, () => 0);
  for (let n = 0; n < 5; n += 1) await set.pass(onePerSecond, 1);
  back = 3_600_000;
  const next = set.pass(onePerSecond, 1);
  await settle();
  clock.advance(1_000);
  await next;
  gate.close();
});

// Bug caught: an outage in which every message hammers Twilio on its own, or one that goes on after the network is back.
test('trouble shuts it for all, for longer each time, until it is opened or somebody was through', async () => {
  const { clock, gate, passed, pass, move } = await open();
  gate.shut();
  gate.shut();
  pass('a');
  pass('b', { ...onePerSecond, key: 'b' });
  await move(0.9);
  expect(passed).toEqual([]);
  await move(0.2);
  expect(passed).toHaveLength(2);
  gate.shut();
  pass('c', { ...onePerSecond, key: 'c' });
  await move(1.9);
  expect(passed).toHaveLength(2);
  gate.open();
  await settle();
  expect(passed).toHaveLength(3);
  gate.shut();
  gate.wasThrough();
  expect(clock.waiting).toBe(1);
  gate.close();
});

// Bug caught: a 429 whose “Retry-After” is not kept to.
test('it stays shut for as long as Twilio asks', async () => {
  const { gate, passed, pass, move } = await open();
  gate.shut(30_000);
  pass('a');
  await move(29.9);
  expect(passed).toEqual([]);
  await move(0.2);
  expect(passed).toHaveLength(1);
});

// Bug caught: the sandbox or a toll-free number at the speed of another kind of sender, or a raised limit that is ignored.
test('each kind of sender has its pace', () => {
  const perSecond = (type: 'sms' | 'whatsapp' | 'voice', ours: string, texts = 1) =>
    paceOf(type, ours, texts).perSecond;
  expect(perSecond('sms', '+15703251809')).toBe(1);
  expect(perSecond('sms', '+15703251809', 40)).toBe(40);
  expect(perSecond('sms', '+18885550100')).toBe(3);
  expect(perSecond('sms', '+18885550100', 40)).toBe(40);
  expect(perSecond('whatsapp', '+15703251809')).toBe(80);
  expect(paceOf('whatsapp', '+14155238886', 40)).toMatchObject({ perSecond: 1 / 3, burst: 1 });
  expect(paceOf('voice', '+15703251809', 40)).toEqual(paceOf('voice', '+15703251810', 40));
});

test('a text counts in segments, anything else once', () => {
  expect(unitsOf({ communication_type: 'sms', content: 'x'.repeat(161) })).toBe(2);
  expect(unitsOf({ communication_type: 'sms', content: '' })).toBe(1);
  expect(unitsOf({ communication_type: 'sms', content: '😀'.repeat(40) })).toBe(2);
  expect(unitsOf({ communication_type: 'whatsapp', content: 'x'.repeat(1600) })).toBe(1);
});
