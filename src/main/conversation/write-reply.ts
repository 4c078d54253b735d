import { checkReply, type Checking } from '../ai/check-reply';
import { ProviderError, type Provider, type Reply, type ReplyRequest } from '../ai/provider';
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
  /** Whether a text holds one of the console's secrets, in any form in which it travels. */
  readonly holdsSecret: (text: string) => boolean;
  /** Told what is being written, as far as it is, and null when nothing is any more. */
  readonly onWriting?: (contactId: string, address: string, soFar: string | null) => void;
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
      /** What the checks changed in the text, a sentence each. */
      readonly changed?: readonly string[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Has the provider write an answer to a message, within its time, and checks it. Whatever a provider does, this ends. */
export async function writeReply(parts: WriteReplyParts, { to, signal, limitMs }: Writing): Promise<Written> {
  const { store, onWriting } = parts;
  const tell = (soFar: string | null) => onWriting?.(to.contact_id, to.address, soFar);
  const told = { any: false };
  const compose = async (ended: AbortSignal) =>
    composeRequest({
      ...{ now: store.now, conversation: await store.conversation(to.address), ...to },
      ...{ settings: parts.settings(), signal: ended },
      onText: (soFar) => {
        if (ended.aborted) return;
        told.any = true;
        tell(soFar);
      },
    });
  try {
    return await askProvider(parts, { compose, signal, limitMs });
  } finally {
    if (told.any) tell(null);
  }
}

export interface Asking extends Pick<Writing, 'signal' | 'limitMs'> {
  /** Gives what is asked; its signal ends the asking. */
  readonly compose: (signal: AbortSignal) => ReplyRequest | Promise<ReplyRequest>;
}

/** Asks the provider, within its time, and checks what it says. Whatever a provider does, this ends. */
export async function askProvider(
  parts: Omit<WriteReplyParts, 'store' | 'onWriting'>,
  { compose, signal, limitMs }: Asking,
): Promise<Written> {
  const { clock } = parts;
  const limit = new AbortController();
  const stop = () => limit.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const cancel = clock.after(limitMs, () => limit.abort(new ProviderError('The AI took too long to answer.')));
  const startedAt = clock.now();
  try {
    const provider = parts.provider();
    const request = await compose(limit.signal);
    const reply = await Promise.race([provider.reply(request), aborted(limit.signal)]);
    const languageOf = provider.name === 'openai' ? await loadLanguages() : undefined;
    const { holdsSecret } = parts;
    const { checks } = parts.settings();
    const durationMs = clock.now() - startedAt;
    return checked(reply, { ...{ provider, request, settings: checks, holdsSecret }, languageOf }, durationMs);
  } catch (error) {
    const cause: unknown = limit.signal.aborted ? limit.signal.reason : error;
    if (cause instanceof ProviderError) return { kind: 'failed', reason: cause.message };
    if (!signal.aborted) parts.onError(cause);
    return { kind: 'failed', reason: 'The AI could not write an answer, so a person should.' };
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
    // A provider that writes on all the same is not heard any more.
    limit.abort();
  }
}

/**
 * Has a provider that needs no time write an answer.
 *
 * @returns null where there is none that can be said, or the provider needs time
 */
export function writeAtOnce(
  { holdsSecret }: Pick<WriteReplyParts, 'holdsSecret'>,
  provider: Provider,
  request: ReplyRequest,
  settings: DeskSettings,
): Extract<Written, { kind: 'reply' }> | null {
  const reply = provider.instantly?.(request);
  if (!reply) return null;
  const written = checked(reply, { provider, request, settings: settings.checks, holdsSecret }, 0);
  return written.kind === 'reply' ? written : null;
}

function checked(
  reply: Reply,
  checking: Omit<Checking, 'provider'> & { readonly provider: Provider },
  durationMs: number,
): Written {
  const result = checkReply(reply, checking);
  if (result.kind === 'refused') return { kind: 'failed', reason: result.reason };
  const { text, changed } = result;
  const { provider } = checking;
  if (changed.length === 0) return { kind: 'reply', reply, provider, durationMs };
  return { kind: 'reply', reply: { ...reply, text, changed }, provider, durationMs, changed };
}

/** The tables of the languages are large, and only what a model wrote is looked at. */
async function loadLanguages(): Promise<(text: string) => string | null> {
  const { tellLanguage } = await import('../ai/check/tell-language');
  return tellLanguage;
}

/** Rejects when the signal fires, whatever a provider makes of it. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = () => reject(new ProviderError('The AI was stopped before it had answered.'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
