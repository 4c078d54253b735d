import type { ConnectionState, Refusal } from '../../../shared/connection';
import { settingGroups } from '../../../shared/contract/setting-shape';
import type { AiState } from '../../../shared/ipc-contract';
import { durationWords } from '../../components/time-words';

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
      return { tone: 'good', word: 'Reachable', sentence: 'Twilio reaches this console at its public address.' };
    case 'starting':
      return { tone: 'warn', word: 'Connecting', sentence: 'The tunnel is being opened.' };
    case 'down':
      return { tone: 'bad', word: 'Not reachable', sentence: downSentence(tunnel.reason, tunnel.retryAt, now) };
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

function downSentence(reason: string | null, retryAt: string | null, now: number): string {
  const why = reason ?? 'The tunnel is down.';
  const wait = retryAt === null ? null : Date.parse(retryAt) - now;
  if (wait === null) return why;
  return `${why} Tried again ${wait < 1000 ? 'now' : `in ${durationWords(wait)}`}.`;
}

/** Says how the account stands. */
export function twilioWords({ twilio }: ConnectionState): PartWords {
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
        sentence: `The AI answers by itself where a conversation is set to Auto (${ai.provider}).`,
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
      sentence: 'Some messages could not be delivered. They are in the view “Failed sends”, with the reason.',
    };
  }
  if (pending > 0) {
    return {
      tone: 'warn',
      word: `${pending} on the way`,
      sentence: 'Twilio has not certainly taken these messages yet.',
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
