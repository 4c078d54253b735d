import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenIn, mergeContacts, mergeHeads, withoutNotes } from '../../../src/main/conversation/merge-heads';
import { splitHeads } from '../../../src/main/conversation/split-heads';
import { foldHeads } from '../../../src/main/store/fold-heads';
import type { Conversation } from '../../../src/main/store/store';
import { emptyThread } from '../../../src/shared/thread-head';
import type { Contact, Message, Thread } from '../../../src/shared/domain';

const A = '+12025550111';
const B = '+12025550122';

interface Said {
  readonly minute: number;
  readonly sender: 'contact' | 'operator' | 'ai';
}

const talk = fc.array(
  fc.record({ minute: fc.integer({ min: 0, max: 5_000 }), sender: fc.constantFrom('contact', 'operator', 'ai') }),
  { minLength: 1, maxLength: 12 },
) as fc.Arbitrary<Said[]>;

function conversation(address: string, said: readonly Said[], offset: number): Conversation {
  const messages = [...said]
    .sort((a, b) => a.minute - b.minute)
    .map(({ minute, sender }, at): Message => ({
      _id: `${address} ${at}`,
      session_id: `s${address}`,
      channel_id: 'ours',
      content: `text ${at}`,
      sender,
      communication_type: 'sms',
      status: sender === 'contact' ? 'received' : 'sent',
      metadata: { fromNumber: address, toNumber: '+12025550199' },
      // No two in the same millisecond, so that there is one newest.
      createdAt: new Date(Date.UTC(2026, 0, 1) + minute * 60_000 + at * 2 + offset).toISOString(),
    }));
  return {
    address,
    sessions: () => [],
    messages: () => messages,
    session: () => undefined,
    message: (id) => messages.find(({ _id }) => _id === id),
  };
}

const historyOf = (one: Conversation) => ({
  address: one.address,
  sessions: one.sessions(),
  messages: one.messages(),
});
const by = { by: 'operator', at: '2026-01-02T00:00:00.000Z' };
/** What an operator may have chosen for a thread. */
const anyChoice = fc.constantFrom<Partial<Thread>>(
  {},
  { tags: ['vip'], owner: 'operator' },
  { state: 'done', mode: { value: 'auto', ...by } },
  { state: 'snoozed', snoozedUntil: '2026-02-01T00:00:00.000Z', tags: ['later'] },
);

/** The head as it grew, message by message, with nobody having looked at anything. */
function grown(id: string, conversations: readonly Conversation[]): Thread {
  const incoming = conversations.flatMap((one) => one.messages()).filter(({ sender }) => sender === 'contact');
  return { ...foldHeads(id, conversations.map(historyOf)).thread, unread: incoming.length };
}

describe('merging and taking apart', () => {
  // Bug caught: messages counted twice or lost, an old message shown as the newest, a reply that goes to the wrong number.
  it('gives the head that counting everything anew gives', () => {
    fc.assert(
      fc.property(talk, talk, (a, b) => {
        const [one, two] = [conversation(A, a, 0), conversation(B, b, 1)];
        const merged = mergeHeads(grown('a', [one]), grown('b', [two]));
        const counted = grown('a', [one, two]);
        const facts = ({ unread, last, messageCount, lastInboundAt, replyTo, autoReplies }: Thread) => ({
          ...{ unread, last, messageCount, lastInboundAt, replyTo, autoReplies },
        });
        expect(facts(merged)).toEqual(facts(counted));
      }),
    );
  });

  // Bug caught: taking a number out of a person that leaves its messages, its failed send or its draft with the other.
  it('gives both heads back when taken apart again', () => {
    fc.assert(
      fc.property(talk, talk, fc.boolean(), anyChoice, (a, b, failed, choice) => {
        const [one, two] = [conversation(A, a, 0), conversation(B, b, 1)];
        const before = grown('a', [one]);
        const mark = failed ? { failedIds: [`${B} 0`], pendingIds: [`${B} 0`] } : {};
        const other: Thread = { ...grown('b', [two]), ...mark, ...choice };
        const apart = splitHeads(mergeHeads(before, other), 'b', [two], [one], chosenIn(other));
        expect(apart.part).toEqual({ ...other, waitingSince: apart.part.waitingSince });
        const { tags, owner } = apart.rest;
        expect(apart.rest).toEqual({
          ...before,
          waitingSince: apart.rest.waitingSince,
          tags,
          owner,
          mode: apart.rest.mode,
        });
      }),
    );
  });

  // Bugs caught: a stranger's number, taken out, that carries the tags and the owner of the one it was with by mistake;
  // one that was done before and stays so although its customer has written since.
  it('gives a number of its own what was chosen for it, never what was chosen for the other', () => {
    const [one, two] = [
      conversation(A, [{ minute: 1, sender: 'contact' }], 0),
      conversation(B, [{ minute: 2, sender: 'contact' }], 1),
    ];
    const mode = { value: 'off', ...by } as const;
    const merged: Thread = { ...grown('a', [one, two]), tags: ['vip'], owner: 'operator', mode };
    const none = { tags: [], owner: null, mode: null, state: 'open' };
    expect(splitHeads(merged, 'b', [two], [one], null)).toMatchObject({
      part: none,
      rest: { tags: ['vip'], owner: 'operator', mode },
    });
    const done: Thread = { ...grown('b', [two]), state: 'done' };
    expect(splitHeads(merged, 'b', [two], [one], chosenIn(done)).part.state).toBe('done');
    const earlier = { ...chosenIn(done), lastInboundAt: '2025-01-01T00:00:00.000Z' };
    expect(splitHeads(merged, 'b', [two], [one], earlier).part.state).toBe('open');
    const put = { state: 'snoozed', snoozedUntil: '2026-03-01T00:00:00.000Z' } as const;
    expect(splitHeads({ ...merged, ...put }, 'b', [two], [one], chosenIn(done)).part).toMatchObject(put);
  });

  // Bug caught: a customer who waited, or whom the AI must not answer, being forgotten in a merge.
  it('keeps what is open of either', () => {
    const by = { by: 'operator', at: '2026-01-02T00:00:00.000Z' };
    const calm: Thread = { ...emptyThread('a'), state: 'done', tags: ['vip'], mode: { value: 'auto', ...by } };
    const urgent: Thread = {
      ...emptyThread('b'),
      waitingSince: '2026-01-01T00:00:00.000Z',
      needsHuman: { reason: 'Asked for a person.', since: '2026-01-01T00:00:00.000Z' },
      mode: { value: 'off', ...by },
      tags: ['billing', 'vip'],
      missedCallAt: '2026-01-01T00:00:00.000Z',
    };
    expect(mergeHeads(calm, urgent)).toMatchObject({
      ...{ _id: 'a', state: 'open', tags: ['vip', 'billing'], mode: { value: 'off' } },
      ...{ waitingSince: urgent.waitingSince, needsHuman: urgent.needsHuman, missedCallAt: urgent.missedCallAt },
    });
  });

  // Bug caught: what an operator wrote down of one of them being lost, or staying with the other after taking apart.
  it('keeps the notes of both, and who was merged in', () => {
    const person = (id: string, more: Partial<Contact>): Contact => ({
      ...{ _id: id, name: null, profileName: null, addresses: [id], notes: '', blocked: false },
      ...{ createdAt: '', updatedAt: '' },
      ...more,
    });
    const c = person('c', { notes: 'three' });
    const chosen = chosenIn(emptyThread('b'));
    const b = mergeContacts(person('b', { notes: 'two', name: 'Bo' }), c, chosen, 'later');
    const a = mergeContacts(person('a', { notes: 'one', blocked: true }), b, chosen, 'later');
    expect(a).toMatchObject({ name: 'Bo', notes: 'one\n\ntwo\n\nthree', blocked: true, addresses: ['a', 'b', 'c'] });
    expect(a.joined?.map(({ _id, addresses }) => [_id, addresses])).toEqual([
      ['c', ['c']],
      ['b', ['b']],
    ]);
    expect(withoutNotes(a.notes, 'three')).toBe('one\n\ntwo');
    expect(withoutNotes('rewritten', 'three')).toBe('rewritten');
  });
});
