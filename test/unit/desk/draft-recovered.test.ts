import { describe, expect, it } from 'vitest';
import type { Answerable } from '../../../src/main/conversation/reply-message';
import { draftRecovered, MOST_DRAFTS, type DraftRecoveredParts } from '../../../src/main/desk/draft-recovered';
import type { Message } from '../../../src/shared/domain';

const never = new AbortController().signal;

function recovered(address: string, minute: number, id = `${address} ${minute}`): Answerable {
  const createdAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  const message = { _id: id, channel_id: 'ours', sender: 'contact', createdAt } as Message;
  return { address, contact_id: `contact of ${address}`, message };
}

function setUp(conversations: Record<string, readonly Answerable[]>) {
  const drafted: string[] = [];
  const parts = {
    store: {
      conversation: (address: string) =>
        Promise.resolve({ messages: () => (conversations[address] ?? []).map(({ message }) => message) }),
      now: { get: () => undefined },
    },
    settings: () => ({}),
    rules: () => ({ kind: 'draft' }),
    autoReply: {
      draft: ({ message }: Answerable) => {
        drafted.push(message._id);
        return Promise.resolve();
      },
    },
  } as unknown as DraftRecoveredParts;
  return { parts, drafted };
}

describe('drafts for what was recovered', () => {
  // Bug caught: the draft of an old text stops the answer to the one that has just come in.
  it('are not written where the customer has written again meanwhile', async () => {
    const [old, live, alone] = [recovered('+1', 1), recovered('+1', 2), recovered('+2', 3)];
    const { parts, drafted } = setUp({ '+1': [old, live], '+2': [alone] });
    await draftRecovered(parts, [old, alone], never);
    expect(drafted).toEqual([alone.message._id]);
  });

  // Bug caught: a thousand texts after a week-end, a thousand calls of a model that costs money.
  it('are one for each conversation, the longest wait first, and not without end', async () => {
    const texts = Array.from({ length: MOST_DRAFTS + 7 }, (_, at) => recovered(`+${at}`, 1000 - at));
    const { parts, drafted } = setUp(Object.fromEntries(texts.map((one) => [one.address, [one]])));
    expect(await draftRecovered(parts, texts, never)).toBe(7);
    expect(drafted).toHaveLength(MOST_DRAFTS);
    expect(drafted[0]).toBe(texts.at(-1)?.message._id);

    const [first, second] = [recovered('+1', 1), recovered('+1', 2)];
    const one = setUp({ '+1': [first, second] });
    expect(await draftRecovered(one.parts, [first, second], never)).toBe(0);
    expect(one.drafted).toEqual([second.message._id]);
  });

  it('end when fetching is stopped', async () => {
    const { parts, drafted } = setUp({ '+1': [recovered('+1', 1)] });
    expect(await draftRecovered(parts, [recovered('+1', 1)], AbortSignal.abort())).toBe(0);
    expect(drafted).toEqual([]);
  });
});
