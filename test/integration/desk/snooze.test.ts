import { expect, test } from 'vitest';
import type { StartedDesk } from '../../support/start-desk';
import { A, openAsAfterPowerCut, openDeskFor, operatorOf, threadOf, untilChange } from './support/desk-harness';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

const HOUR = 3_600_000;
/** How often it is looked what is over. */
const LOOK = 5_000;

async function look(clock: WatchedClock): Promise<void> {
  await clock.untilTimer(LOOK);
  clock.advance(LOOK);
}

function snooze(desk: StartedDesk, until: string): Promise<unknown> {
  const { _id: contact_id } = threadOf(desk);
  return Promise.resolve(operatorOf(desk).handlers['thread.state']({ contact_id, state: 'snoozed', until }));
}

// Bugs caught: a snooze that is over and nobody hears of, since its thread is back at its old place far down the list;
// one that is over too early.
test('what was put off comes back at its time and asks for the person who did it', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  await desk.text(A, 'Hello');
  await snooze(desk, '2025-01-15T12:00:00.000Z');
  clock.advance(HOUR);
  await look(clock);
  expect(threadOf(desk)).toMatchObject({ state: 'snoozed', needsHuman: null });
  const back = untilChange(desk, 'thread.flagged');
  clock.advance(HOUR);
  await look(clock);
  await back;
  expect(threadOf(desk)).toMatchObject({
    state: 'open',
    snoozedUntil: null,
    needsHuman: { reason: 'Put off until now.' },
  });
  const times = await repeated(desk, clock);
  expect(times).toBe(0);
});

// Bug caught: a time that passes while the machine sleeps or the console is closed, and never comes again.
test('it comes back at the next start where its time has passed meanwhile', async () => {
  const desk = await openDeskFor({ clock: createWatchedClock() });
  await desk.text(A, 'Hello');
  await snooze(desk, '2025-01-15T12:00:00.000Z');
  const clock = createWatchedClock('2025-01-16T09:00:00.000Z');
  const later = await openAsAfterPowerCut(desk, { clock });
  await clock.runUntil(untilChange(later, 'thread.flagged'));
  expect(threadOf(later)).toMatchObject({ state: 'open', snoozedUntil: null });
  expect(threadOf(later).needsHuman?.since.slice(0, 16)).toBe('2025-01-16T09:00');
});

// Bugs caught: a thread that was settled in the meantime and opens again; a person who is blocked and asks for attention;
// a reason that is overwritten by one that says less.
test('what was settled meanwhile stays so, and what is known of it is kept', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  await desk.text(A, 'I want to talk to a person');
  const { needsHuman, _id: contact_id } = threadOf(desk);
  expect(needsHuman).not.toBeNull();
  await snooze(desk, '2025-01-15T11:00:00.000Z');
  const back = untilChange(desk, 'thread.flagged');
  clock.advance(HOUR);
  await look(clock);
  await back;
  expect(threadOf(desk)).toMatchObject({ state: 'open', needsHuman });

  const { handlers } = operatorOf(desk);
  await snooze(desk, '2025-01-15T13:00:00.000Z');
  await handlers['thread.state']({ contact_id, state: 'done', until: null });
  clock.advance(3 * HOUR);
  await look(clock);
  await clock.untilTimer(LOOK);
  expect(threadOf(desk)).toMatchObject({ state: 'done', needsHuman: null });

  await handlers['contact.edit']({ contact_id, blocked: true });
  await snooze(desk, '2025-01-15T15:00:00.000Z');
  const opened = untilChange(desk, 'thread.state', ({ state }) => state === 'open');
  clock.advance(3 * HOUR);
  await look(clock);
  await opened;
  expect(threadOf(desk).needsHuman).toBeNull();
});

/** How often it is said again while nothing happens. */
async function repeated(desk: StartedDesk, clock: WatchedClock): Promise<number> {
  let count = 0;
  const stop = desk.store.subscribe(
    ({ changes }) => (count += changes.filter(({ type }) => type === 'thread.flagged').length),
  );
  await look(clock);
  await look(clock);
  await clock.untilTimer(LOOK);
  stop();
  return count;
}
