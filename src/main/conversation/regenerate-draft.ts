import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import { checkReply } from '../ai/check-reply';
import { ProviderError, type Provider, type Reply } from '../ai/provider';
import { isoNow } from '../app/clock';
import { Problem } from '../ipc/problem';
import { composeRequest } from './compose-request';
import { addMessage, explain, replyMessage, type Answerable } from './reply-message';
import type { SendParts } from './send-message';

/** A provider that has not answered by then never will. */
const PROVIDER_LIMIT_MS = 60_000;

export interface RegenerateParts extends SendParts {
  readonly provider: () => Provider;
}

/**
 * Has the AI write another draft for the customer's newest message, because an operator asked for it: it takes the place
 * of the one before, and nothing else changes.
 *
 * @throws Problem when there is nothing to answer, or the AI cannot write one
 */
export async function regenerateDraft(parts: RegenerateParts, contactId: string, address: string): Promise<void> {
  const { store, clock } = parts;
  const conversation = await store.conversation(address);
  const message = conversation.messages().findLast((one) => one.sender === 'contact' && one.kind === undefined);
  if (!message) throw new Problem('refused', 'The customer has not written anything here that could be answered.');
  const to: Answerable = { address, contact_id: contactId, message };
  const startedAt = clock.now();
  const provider = parts.provider();
  const reply = await write(parts, provider, to);
  const explanation = explain(provider, reply, clock.now() - startedAt);
  await store.commitTo(address, (now, newest) => {
    const contact_id = now.get('addresses', address)?.contact_id ?? contactId;
    const thread = now.get('threads', contact_id);
    if (!thread || !newest.message(message._id)) return { changes: [], result: null };
    const options = { id: parts.newId(), status: 'draft', at: isoNow(clock), explanation } as const;
    const draft: Message = replyMessage({ ...to, contact_id }, reply.text, options);
    const old: Change[] =
      thread.draft_id === null ? [] : [{ type: 'draft.discarded', address, contact_id, message_id: thread.draft_id }];
    return { changes: [...old, addMessage({ ...to, contact_id }, draft)], result: null };
  });
}

async function write(parts: RegenerateParts, provider: Provider, to: Answerable): Promise<Reply> {
  const { store, clock } = parts;
  const limit = new AbortController();
  const cancel = clock.after(PROVIDER_LIMIT_MS, () => limit.abort());
  const late = new Promise<never>((_resolve, reject) => {
    limit.signal.addEventListener('abort', () => reject(new ProviderError('The AI took too long to answer.')));
  });
  try {
    const conversation = await store.conversation(to.address);
    const settings = parts.settings();
    const request = composeRequest({ now: store.now, conversation, ...to, settings, signal: limit.signal });
    const reply = await Promise.race([provider.reply(request), late]);
    const problem = checkReply(reply.text);
    if (problem !== null) throw new ProviderError(problem);
    return reply;
  } catch (error) {
    if (error instanceof ProviderError) throw new Problem('refused', error.message, 'Try again, or write it yourself.');
    throw error;
  } finally {
    cancel();
  }
}
