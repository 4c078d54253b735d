import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/shared/changes';
import type { Message, Mode, Thread } from '../../../src/shared/domain';
import { isInView, type ModeDefaults, type View } from '../../../src/shared/views';
import { createMemoryStore } from '../../support/memory-store';
import { anyChange } from '../ipc/arbitrary-changes';

const ID = 'c1';
const A = '+15550101';
const working: readonly View[] = ['needs-human', 'ai', 'waiting', 'snoozed', 'failed', 'missed'];
const anyDefaults = fc.record({
  aiEnabled: fc.boolean(),
  defaultMode: fc.constantFrom<Mode>('auto', 'draft', 'off'),
});
const on: ModeDefaults = { aiEnabled: true, defaultMode: 'auto' };
const off: ModeDefaults = { aiEnabled: false, defaultMode: 'auto' };

const viewsOf = (thread: Thread, defaults: ModeDefaults) => working.filter((view) => isInView(thread, view, defaults));

function desk() {
  const store = createMemoryStore();
  let minute = 0;
  const thread = (): Thread => {
    const found = store.now.get('threads', ID);
    if (!found) throw new Error('There is no thread');
    return found;
  };
  const happen = (...changes: Change[]) => {
    store.apply(...changes);
    return thread();
  };
  const said = (sender: Message['sender'], content: string, more: Partial<Message> = {}) => {
    minute += 1;
    const message: Message = {
      ...{ _id: `m${minute}`, session_id: 's', channel_id: 'ch', content, sender, communication_type: 'sms' },
      status: sender === 'contact' ? 'received' : 'sent',
      metadata: { fromNumber: A, toNumber: '+15550199' },
      createdAt: new Date(Date.UTC(2025, 0, 15, 10, minute)).toISOString(),
      ...more,
    };
    return happen({ type: 'message.added', address: A, contact_id: ID, message });
  };
  const state = (to: Thread['state']) =>
    happen({
      type: 'thread.state',
      contact_id: ID,
      state: to,
      until: to === 'snoozed' ? '2025-02-01T00:00:00Z' : null,
    });
  happen({
    type: 'contact.added',
    contact: {
      ...{ _id: ID, name: null, profileName: null, addresses: [A], notes: '', blocked: false },
      ...{ createdAt: '', updatedAt: '' },
    },
  });
  const stop = { at: '2025-01-15T10:00:00.000Z', keyword: 'STOP' };
  const optOut = (isOut: boolean) =>
    happen({ type: 'optout.set', address: A, channel_id: 'ch', optedOut: isOut ? stop : null });
  const flag = (reason: string) =>
    happen({ type: 'thread.flagged', contact_id: ID, needsHuman: { reason, since: '2025-01-15T10:00:00.000Z' } });
  return { thread, happen, said, state, optOut, flag };
}

describe('the working views', () => {
  // Bug caught: an open conversation that stands in no view but All, where nobody works.
  it('hold every open thread, whatever happened in it, the modes and the switch', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 30 }), anyDefaults, (changes, defaults) => {
        const store = createMemoryStore();
        for (const change of changes) store.apply(change);
        for (const thread of store.now.values('threads')) {
          if (thread.state === 'open') expect(viewsOf(thread, defaults)).not.toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  // Bugs caught: an unanswered customer who stands with those we wait for; one whom we answered among the urgent.
  it('call a person where nobody has answered and the AI will not, and else wait for the customer', () => {
    const { said, happen } = desk();
    const asked = said('contact', 'Do you sell tea?');
    expect([viewsOf(asked, on), viewsOf(asked, off)]).toEqual([['ai'], ['needs-human']]);
    const noted = said('operator', 'Ask Ana', { kind: 'note' });
    expect([viewsOf(noted, on), viewsOf(noted, off)]).toEqual([['ai'], ['needs-human']]);
    const answered = said('ai', 'We do.');
    expect([viewsOf(answered, on), viewsOf(answered, off)]).toEqual([['ai'], ['waiting']]);
    const byHand = said('operator', 'Green or black?');
    expect([viewsOf(byHand, on), viewsOf(byHand, off)]).toEqual([['ai', 'waiting'], ['waiting']]);
    const draft = happen({ type: 'mode.set', contact_id: ID, mode: { value: 'draft', by: 'operator', at: '' } });
    expect(viewsOf(draft, on)).toEqual(['waiting']);
  });

  // Bugs caught: who unsubscribed counted as the AI's work; a keyword that nobody ever answers waiting for an answer.
  it('leave who has unsubscribed out of the AI’s work, and let no keyword wait', () => {
    const { said, optOut } = desk();
    said('contact', 'Hello');
    said('ai', 'Hi!');
    expect(said('contact', ' Stop ').waitingSince).toBeNull();
    expect(viewsOf(optOut(true), on)).toEqual(['waiting']);
    expect(said('contact', 'Yes').waitingSince).toBeNull();
    expect(viewsOf(optOut(false), on)).toEqual(['ai']);
    expect(said('contact', 'Yes').waitingSince).not.toBeNull();
  });
});

describe('marking as done and opening again', () => {
  // Bug caught: one slip of a key by which a customer who waits for a person stands in no list of work any more.
  it.each(['open', 'snoozed'] as const)('brings back what was still to be done (%s)', (to) => {
    const { said, state, flag, happen } = desk();
    said('contact', 'I want to talk to a person');
    said('operator', 'One moment', { _id: 'lost', status: 'queued' });
    happen({ type: 'message.status', address: A, contact_id: ID, message_id: 'lost', status: 'failed', at: '' });
    happen({ type: 'call.missed', contact_id: ID, at: '2025-01-15T10:00:00.000Z' });
    said('contact', 'Hello?');
    const before = { ...flag('The customer asked for a person.'), unread: 0 };
    state('done');
    expect(state('done')).toMatchObject({ needsHuman: null, waitingSince: null, failedIds: [], missedCallAt: null });
    expect({ ...state(to), state: 'open', snoozedUntil: null }).toEqual(before);
    expect(state('open')).toEqual(before);
  });

  // Bugs caught: a customer who was answered meanwhile, or a failure that was mended, called for again.
  it('brings back nothing that was settled meanwhile', () => {
    const { said, state, flag, happen } = desk();
    said('operator', 'One moment', { _id: 'lost', status: 'queued' });
    const became = (status: 'failed' | 'sent') =>
      happen({ type: 'message.status', address: A, contact_id: ID, message_id: 'lost', status, at: '' });
    became('failed');
    said('contact', 'Hello?');
    state('done');
    became('sent');
    said('ai', 'Hi!');
    expect(state('open')).toMatchObject({ failedIds: [], waitingSince: null });

    flag('The customer asked for a person.');
    state('done');
    said('operator', 'Here I am.');
    state('done');
    expect(state('open')).toMatchObject({ needsHuman: null });
    flag('The customer asked for a person.');
    state('done');
    happen({ type: 'contact.edited', contact_id: ID, patch: { blocked: true }, at: '' });
    expect(state('open')).toMatchObject({ needsHuman: null, waitingSince: null });
  });
});
