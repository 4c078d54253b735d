import { describe, expect, it } from 'vitest';
import type { Message, ModeChoice, Sender, Thread } from '../../../src/shared/domain';
import { afterMessage, emptyThread, repliesInARow, withMode } from '../../../src/shared/thread-head';

const HOUR = 3_600_000;
const BEGIN = Date.parse('2025-01-15T10:00:00.000Z');

function message(sender: Sender, at: number): Message {
  const ids = { _id: `${sender}${at}`, session_id: 's', channel_id: 'c' };
  const metadata = { fromNumber: '+12025550111', toNumber: '+15703251809' };
  const createdAt = new Date(at).toISOString();
  return { ...ids, content: 'x', sender, communication_type: 'sms', status: 'sent', metadata, createdAt };
}

/** A thread in which these wrote, each an hour after the one before. */
function threadOf(...senders: Sender[]): Thread {
  return senders.reduce(
    (thread, sender, n) => afterMessage(thread, message(sender, BEGIN + n * HOUR), '+12025550111'),
    emptyThread('a'),
  );
}

const chosen = (by: string): ModeChoice => ({ value: 'auto', by, at: '2025-01-15T11:00:00.000Z' });

describe('automatic replies in a row', () => {
  // Bugs caught: a limit that a genuine customer meets since their replies are counted for ever; one that a machine passes
  // by since its own texts begin the row anew.
  it.each<[string, Thread, number, number]>([
    ['are counted over what the customer writes', threadOf('ai', 'contact', 'ai', 'contact', 'ai'), 5, 3],
    ['begin anew after a person', threadOf('ai', 'ai', 'operator', 'ai'), 4, 1],
    ['are none once a person has written', threadOf('ai', 'ai', 'operator'), 3, 0],
    ['are none after a long pause', threadOf('ai', 'ai'), 7, 0],
    ['stay over a short one', threadOf('ai', 'ai'), 6, 2],
    ['stay when the clock is set back a little', threadOf('ai', 'ai'), -1, 2],
    ['are not held against anybody by a clock that was wrong by a day', threadOf('ai', 'ai'), -24, 0],
    ['begin anew when a person lets the AI go on', withMode(threadOf('ai', 'ai'), chosen('operator')), 2, 0],
    ['go on when a time given to a person is over', withMode(threadOf('ai', 'ai'), chosen('rule')), 2, 2],
  ])('%s', (_name, thread, hours, expected) => {
    expect(repliesInARow(thread, BEGIN + hours * HOUR)).toBe(expected);
  });
});
