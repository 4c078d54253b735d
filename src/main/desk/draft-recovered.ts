import type { AutoReply } from '../conversation/auto-reply';
import type { DeskSettings } from '../conversation/desk-settings';
import type { ReplyRules } from '../conversation/reply-rules';
import type { Answerable } from '../conversation/reply-message';
import type { Store } from '../store/store';

/** Most drafts that are written after one outage: whoever has more to answer wants to choose, and models cost money. */
export const MOST_DRAFTS = 50;

export interface DraftRecoveredParts {
  readonly store: Store;
  readonly settings: () => DeskSettings;
  readonly rules: ReplyRules;
  readonly autoReply: Pick<AutoReply, 'draft'>;
}

/**
 * Has the AI draft an answer to what was recovered: one for each conversation, to its newest message if nobody has
 * answered that, the longest wait first, one at a time. Never sends anything; where the AI is off it stays off. Gives how
 * many conversations were left without one because there are so many.
 */
export async function draftRecovered(
  parts: DraftRecoveredParts,
  recovered: readonly Answerable[],
  signal: AbortSignal,
): Promise<number> {
  const newest = new Map(recovered.map((one) => [`${one.message.channel_id} ${one.address}`, one]));
  const waiting = [...newest.values()].sort((a, b) => (a.message.createdAt < b.message.createdAt ? -1 : 1));
  let drafted = 0;
  for (const [index, to] of waiting.entries()) {
    if (signal.aborted) return 0;
    if (drafted >= MOST_DRAFTS) return waiting.length - index;
    if (await draft(parts, to)) drafted += 1;
  }
  return 0;
}

/** What came by webhook meanwhile has an answer of its own, which must not be stopped for this. */
async function draft({ store, settings, rules, autoReply }: DraftRecoveredParts, to: Answerable): Promise<boolean> {
  const conversation = await store.conversation(to.address);
  const last = conversation
    .messages()
    .findLast(({ channel_id, kind }) => channel_id === to.message.channel_id && kind === undefined);
  const contact_id = store.now.get('addresses', to.address)?.contact_id ?? to.contact_id;
  const asked = { ...to, contact_id, isStored: true };
  if (last?._id !== to.message._id || rules(store.now, asked, settings()).kind !== 'draft') return false;
  await autoReply.draft({ ...to, contact_id });
  return true;
}
