import type { CatchUpState, ConnectionState, Refusal, RoundTrip } from '../../../shared/connection';
import { settingGroups } from '../../../shared/contract/setting-shape';
import type { AiState } from '../../../shared/ipc-contract';
import { formatNumber } from '../../components/formats';
import { durationWords, whenWords } from '../../components/time-words';
import { providerWords } from '../thread/decision-facts';

/** How a part of the connection stands: a tone, a word, and the sentence behind it. */
export interface PartWords {
  readonly tone: 'good' | 'quiet' | 'warn' | 'bad';
  readonly word: string;
  readonly sentence: string;
}

/** Says how requests of Twilio reach this console. */
export function webhookWords({ tunnel, webhook }: ConnectionState, demo: boolean, now: number): PartWords {
  switch (tunnel.state) {
    case 'up':
      return upWords(tunnel.roundTrip);
    case 'starting':
      return { tone: 'warn', word: 'Connecting', sentence: 'The tunnel is being opened and tested.' };
    case 'down':
      return {
        tone: 'bad',
        word: 'Not reachable',
        sentence: `${againWords(tunnel.reason ?? 'The tunnel is down.', tunnel.retryAt, now)} What customers write meanwhile waits at Twilio and is fetched.`,
      };
    case 'off':
      return demo
        ? { tone: 'good', word: 'Local', sentence: 'The simulator reaches this console without a tunnel.' }
        : {
            tone: 'warn',
            word: 'Local only',
            sentence: `No tunnel is set up, so only this computer reaches ${webhook.url}. Choose a way for Twilio in Settings, “${settingGroups.connection.title}”.`,
          };
  }
}

function upWords({ problem, provenAt }: RoundTrip): PartWords {
  if (problem !== null) {
    return {
      tone: 'warn',
      word: 'Not proven',
      sentence: `${problem} Requests that Twilio does get through are taken all the same; the rest is fetched.`,
    };
  }
  return provenAt === null
    ? { tone: 'warn', word: 'Testing', sentence: 'A request is on its way out and back through the public address.' }
    : { tone: 'good', word: 'Reachable', sentence: 'Twilio reaches this console at its public address.' };
}

/** A reason, and when it is tried again. */
export function againWords(reason: string, retryAt: string | null, now: number): string {
  if (retryAt === null) return reason;
  const wait = Date.parse(retryAt) - now;
  return `${reason} Tried again ${wait < 1000 ? 'now' : `in ${durationWords(wait)}`}.`;
}

/** Says when a request of ours last came back, and how fast. */
export function provenWords({ isRunning, provenAt, tookMs }: RoundTrip, now: number): string {
  if (isRunning) return 'Being tested…';
  if (provenAt === null) return 'Not yet';
  const took = tookMs === null ? '' : `, in ${formatNumber(tookMs)} ms`;
  const when = whenWords(provenAt, now);
  return `${when.charAt(0).toUpperCase()}${when.slice(1)}${took}`;
}

/** Says how far fetching has come what Twilio took while nobody listened, or how it ended. */
export function catchUpWords({ running, last }: CatchUpState, now: number): PartWords {
  if (running) {
    const { address, addresses, found, placed } = running;
    return {
      tone: 'warn',
      word: `${address} of ${addresses}${found > 0 ? `, ${formatNumber(found)} found` : ''}`,
      sentence:
        placed > 0
          ? `${formatNumber(placed)} of ${formatNumber(found)} missed messages and calls are in their place.`
          : `Asking Twilio what arrived while the console was offline: address ${address} of ${addresses}.`,
    };
  }
  if (!last)
    return { tone: 'quiet', word: 'Not yet', sentence: 'Twilio has not been asked yet what arrived meanwhile.' };
  const when = whenWords(last.at, now);
  const [problem] = last.problems;
  if (problem !== undefined) {
    const more = last.problems.length > 1 ? ` And ${last.problems.length - 1} more, which Activity names.` : '';
    return { tone: 'bad', word: 'Incomplete', sentence: `${problem}${more}` };
  }
  if (last.isStopped)
    return { tone: 'warn', word: 'Stopped', sentence: `You stopped it ${when}. The rest is fetched the next time.` };
  return { tone: 'good', word: 'Up to date', sentence: `${foundWords(last)} Looked ${when}.` };
}

function foundWords({ messages, calls }: { readonly messages: number; readonly calls: number }): string {
  if (messages + calls === 0) return 'Nothing was missed.';
  const what = [
    ...(messages > 0 ? [messages === 1 ? '1 message' : `${formatNumber(messages)} messages`] : []),
    ...(calls > 0 ? [calls === 1 ? '1 call' : `${formatNumber(calls)} calls`] : []),
  ];
  return `${what.join(' and ')} arrived while the console was offline. Nothing of that was answered automatically.`;
}

/** Says how the account stands. */
export function twilioWords({ twilio }: ConnectionState, now: number): PartWords {
  switch (twilio.state) {
    case 'demo':
      return {
        tone: 'quiet',
        word: 'Simulator',
        sentence: 'No account is set up. The simulator stands in for Twilio; nothing leaves this computer.',
      };
    case 'checking':
      return { tone: 'warn', word: 'Checking', sentence: 'Asking Twilio whether the credentials are right.' };
    case 'ok':
      return { tone: 'good', word: 'Connected', sentence: 'Twilio accepts the credentials.' };
    case 'unreachable':
      return {
        tone: 'bad',
        word: 'No connection',
        sentence: againWords(twilio.reason ?? 'Twilio cannot be reached.', twilio.retryAt, now),
      };
    case 'problem':
      return { tone: 'bad', word: 'Problem', sentence: twilio.reason ?? 'Twilio cannot be used just now.' };
  }
}

/** Says whether the AI answers. */
export function aiWords(ai: AiState): PartWords {
  return ai.enabled
    ? {
        tone: 'good',
        word: 'On',
        sentence: `The AI answers by itself where a conversation is set to Auto. Who writes: ${providerWords(ai.provider)}.`,
      }
    : { tone: 'warn', word: 'Off', sentence: 'No automatic replies are sent, in no conversation.' };
}

/** Says what waits to be sent. */
export function outboxWords({ outbox }: ConnectionState): PartWords {
  const { pending, failed } = outbox;
  if (failed > 0) {
    return {
      tone: 'bad',
      word: `${failed} failed`,
      sentence:
        failed === 1
          ? 'One message could not be delivered. It is in the view “Failed sends”, with the reason.'
          : 'Some messages could not be delivered. They are in the view “Failed sends”, with the reasons.',
    };
  }
  if (pending > 0) {
    return {
      tone: 'warn',
      word: `${pending} on the way`,
      sentence: `Twilio has not certainly taken ${pending === 1 ? 'this message' : 'these messages'} yet.`,
    };
  }
  return { tone: 'good', word: 'Empty', sentence: 'Everything that was written has been handed to Twilio.' };
}

/** Says whether the disk takes what comes in. */
export function storeWords({ store }: ConnectionState): PartWords {
  return store.state === 'ok'
    ? { tone: 'good', word: 'Saved', sentence: 'Everything is kept on this computer.' }
    : {
        tone: 'bad',
        word: 'Not saved',
        sentence: store.reason ?? 'The disk does not take anything. New messages wait at Twilio until it does.',
      };
}

/** Why requests were refused, in words. */
export const refusalWords: Readonly<Record<Refusal, string>> = {
  signature: 'wrong or missing signature',
  account: 'for another account',
  'missing-field': 'a field was missing',
  'not-a-form': 'not a form',
  'too-large': 'too large',
  'unknown-path': 'unknown address',
  method: 'not a POST',
  store: 'the disk did not take it',
};
