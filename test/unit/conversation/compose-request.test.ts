import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConversation } from '../../../src/main/ai/read-conversation';
import { composeForNow, composeRequest, type RequestSource } from '../../../src/main/conversation/compose-request';
import type { DeskSettings } from '../../../src/main/conversation/desk-settings';
import { ConversationState } from '../../../src/main/store/conversation-state';
import type { Message, Session } from '../../../src/shared/domain';
import { put } from '../../../src/shared/tables';
import { createMemoryStore } from '../../support/memory-store';

const PERSON = '+15550001111';
const timeOf = (n: number) => new Date(Date.UTC(2026, 0, 5, 12) + n * 1000).toISOString();

const saying = fc.record({
  sender: fc.constantFrom('contact', 'contact', 'ai', 'operator', 'system'),
  status: fc.constantFrom('received', 'received', 'draft'),
  kind: fc.constantFrom(undefined, undefined, undefined, 'note'),
  session: fc.constantFrom('s1', 's2', 's2', 's2'),
  content: fc.constantFrom(
    'Hi',
    'What is your order number?',
    'It is 48213',
    'Yes',
    '',
    'Sure. ',
    'Open till five, and?',
  ),
});
type Saying = typeof saying extends fc.Arbitrary<infer T> ? T : never;

function messageOf({ session, kind, ...said }: Saying, n: number): Message {
  return {
    ...{ _id: `m${n}`, session_id: session, channel_id: 'sms', communication_type: 'sms', createdAt: timeOf(n) },
    ...{ ...said, ...(kind ? { kind } : {}), metadata: { fromNumber: PERSON, toNumber: '+15550002222' } },
  };
}

function conversationOf(messages: readonly Message[]): ConversationState {
  const sessions = ['s1', 's2'].map((_id) => ({ _id, createdAt: timeOf(-1) }) as Session);
  return new ConversationState(PERSON, { seq: 0, sessions, messages, chunks: [] });
}

function sourceOf(messages: readonly Message[], message: Message): RequestSource {
  const settings = { instructions: '' } as DeskSettings;
  const { signal } = new AbortController();
  const conversation = conversationOf(messages);
  return { now: createMemoryStore().now, conversation, contact_id: 'c1', message, settings, signal };
}

describe('what a provider is asked', () => {
  // Bugs caught: an answer at once that overlooks what the team said last, what it had asked for, or that it said the same
  // before, since it reads only the end of a session; a message that stands there twice.
  it('reads the same of the end of a session as of all of it', () => {
    fc.assert(
      fc.property(fc.array(saying, { maxLength: 60 }), fc.nat(), fc.boolean(), (said, pick, isStored) => {
        const messages = said.map(messageOf);
        const isOfCustomer = ({ sender, kind, status }: Message) =>
          sender === 'contact' && kind === undefined && status !== 'draft';
        const fresh = messageOf(
          { sender: 'contact', status: 'received', kind: undefined, session: 's2', content: 'Yes' },
          messages.length,
        );
        const kept = messages.filter(isOfCustomer);
        const message = (isStored ? kept[pick % Math.max(1, kept.length)] : undefined) ?? fresh;
        const [all, end] = [composeRequest, composeForNow].map((compose) => {
          const request = compose(sourceOf(messages, message));
          const { saidBefore, orderNumber, ...read } = readConversation(request);
          const again = [['Sure.'], ['Sure.', 'Hi', 'Yes'], ['What is your order number?']].map(saidBefore);
          return { ...read, again, order: orderNumber(), turns: request.turns, earlier: request.earlier };
        });
        expect(end).toEqual(all);
        expect(all?.turns.filter(({ at }) => at === message.createdAt)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  // Bug caught: a model that is asked once more, and then hears what the customer wrote while it was writing.
  it('stays what it was when more is said', () => {
    const [first, later] = [
      messageOf({ sender: 'contact', status: 'received', kind: undefined, session: 's2', content: 'Hi' }, 0),
      messageOf({ sender: 'contact', status: 'received', kind: undefined, session: 's2', content: 'Yes' }, 1),
    ];
    const conversation = conversationOf([first]);
    const request = composeRequest({ ...sourceOf([], first), conversation });
    conversation.write(put('messages', later._id, later));
    expect(request.turns.map(({ text }) => text)).toEqual(['Hi']);
    expect(request.recent?.map(({ text }) => text)).toEqual(['Hi']);
  });
});
