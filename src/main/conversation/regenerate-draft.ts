import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import { isoNow } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Conversation } from '../store/store';
import { addMessage, explain, replyMessage, type Answerable } from './reply-message';
import type { SendParts } from './send-message';
import { writeReply, type WriteReplyParts } from './write-reply';

/** A provider that has not answered by then never will. */
const PROVIDER_LIMIT_MS = 60_000;

export interface RegenerateParts extends SendParts, WriteReplyParts {}

/**
 * Has the AI write another draft for the customer's newest message, because an operator asked for it: it takes the place
 * of the one before, and nothing else changes.
 *
 * @throws Problem when there is nothing to answer, or the AI cannot write one
 */
export async function regenerateDraft(parts: RegenerateParts, contactId: string, address: string): Promise<void> {
  const { store, clock } = parts;
  const conversation = await store.conversation(address);
  const message = newestIn(conversation);
  if (!message) throw new Problem('refused', 'The customer has not written anything here that could be answered.');
  const to: Answerable = { address, contact_id: contactId, message };
  const { signal } = new AbortController();
  const written = await writeReply(parts, { to, signal, limitMs: PROVIDER_LIMIT_MS });
  if (written.kind === 'failed') throw new Problem('refused', written.reason, 'Try again, or write it yourself.');
  const { reply, provider, durationMs } = written;
  const explanation = explain(provider, reply, durationMs);
  await store.commitTo(address, (now, newest) => {
    const contact_id = now.get('addresses', address)?.contact_id ?? contactId;
    const thread = now.get('threads', contact_id);
    if (!thread || !newest.message(message._id)) return { changes: [], result: null };
    // What they wrote meanwhile has a draft of its own, or one to come, which answers this message too.
    if (newestIn(newest)?._id !== message._id) {
      throw new Problem('refused', 'The customer has written more meanwhile.', 'Read that first, then ask again.');
    }
    const at = isoNow(clock);
    const decision = {
      kind: 'draft',
      rule: 'regenerated',
      reason: 'You asked the AI to write this draft.',
      at,
    } as const;
    const options = { id: parts.newId(), status: 'draft', at, explanation, decision } as const;
    const draft: Message = replyMessage({ ...to, contact_id }, reply.text, options);
    const old: Change[] =
      thread.draft_id === null ? [] : [{ type: 'draft.discarded', address, contact_id, message_id: thread.draft_id }];
    return { changes: [...old, addMessage({ ...to, contact_id }, draft)], result: null };
  });
}

function newestIn(conversation: Conversation): Message | undefined {
  return conversation.messages().findLast((one) => one.sender === 'contact' && one.kind === undefined);
}
