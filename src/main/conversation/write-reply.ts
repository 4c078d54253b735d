import { checkReply } from '../ai/check-reply';
import { ProviderError, type Provider, type Reply } from '../ai/provider';
import type { Clock } from '../app/clock';
import type { Store } from '../store/store';
import { composeRequest } from './compose-request';
import type { DeskSettings } from './desk-settings';
import type { Answerable } from './reply-message';

export interface WriteReplyParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: () => DeskSettings;
  readonly provider: () => Provider;
  /** Told the technical text of a failure that is none of the provider's own sentences. */
  readonly onError: (error: unknown) => void;
}

export interface Writing {
  readonly to: Answerable;
  /** Ends the writing; a reason that is a ProviderError says why in a sentence for people. */
  readonly signal: AbortSignal;
  /** In milliseconds; a provider that has not answered by then never will. */
  readonly limitMs: number;
}

/** What a provider made of it: a reply, or a sentence that says why there is none. */
export type Written =
  | {
      readonly kind: 'reply';
      readonly reply: Reply;
      readonly provider: Provider;
      readonly durationMs: number;
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Has the provider write an answer, within its time, and checks it. Whatever a provider does, this ends. */
export async function writeReply(parts: WriteReplyParts, { to, signal, limitMs }: Writing): Promise<Written> {
  const { store, clock } = parts;
  const limit = new AbortController();
  const stop = () => limit.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const cancel = clock.after(limitMs, () => limit.abort(new ProviderError('The AI took too long to answer.')));
  const startedAt = clock.now();
  try {
    const provider = parts.provider();
    const conversation = await store.conversation(to.address);
    const settings = parts.settings();
    const request = composeRequest({ now: store.now, conversation, ...to, settings, signal: limit.signal });
    const reply = await Promise.race([provider.reply(request), aborted(limit.signal)]);
    const problem = checkReply(reply.text);
    return problem === null
      ? { kind: 'reply', reply, provider, durationMs: clock.now() - startedAt }
      : { kind: 'failed', reason: problem };
  } catch (error) {
    const cause: unknown = limit.signal.aborted ? limit.signal.reason : error;
    if (cause instanceof ProviderError) return { kind: 'failed', reason: cause.message };
    if (!signal.aborted) parts.onError(cause);
    return { kind: 'failed', reason: 'The AI could not write an answer, so a person should.' };
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
  }
}

/** Rejects when the signal fires, whatever a provider makes of it. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = () => reject(new ProviderError('The AI was stopped before it had answered.'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
