import { explainError, type ErrorAdvice } from '../../../shared/error-guide';
import type { Message, MessageStatus } from '../../../shared/domain';

/** How a message stands, in a word that says no more than is known. */
export const statusWords: Readonly<Record<MessageStatus, string>> = {
  received: 'Received',
  queued: 'Queued',
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Failed',
  undelivered: 'Not delivered',
  unknown: 'Unknown: asking Twilio what became of it',
  draft: 'Draft',
};

/** Why a message failed, and what can be done. */
export interface Failure {
  readonly advice: ErrorAdvice;
  readonly code: number | null;
  /** What Twilio said in its own words; empty where it said nothing. */
  readonly said: string;
  /** Whether sending the same again can help. */
  readonly canRetry: boolean;
}

/** Gives the failure of a message; null when it has none. */
export function failureOf(message: Message): Failure | null {
  if (message.status !== 'failed' && message.status !== 'undelivered') return null;
  const code = message.error?.code ?? null;
  const advice = code === null ? ownAdvice(message) : explainError(code);
  return {
    advice,
    code,
    said: code === null ? '' : (message.error?.message ?? ''),
    canRetry: advice.retry !== 'no' && (message.sender === 'operator' || message.sender === 'ai'),
  };
}

/** What the console found out itself is said in words already; it can always be tried again. */
function ownAdvice({ error, metadata }: Message): ErrorAdvice {
  const remedy = error?.unsure ? 'Retry looks once more whether Twilio has it, and only then sends it again.' : '';
  const unexplained = metadata.call ? 'The call failed.' : 'Twilio did not say why.';
  return { meaning: error?.message ?? unexplained, remedy, retry: 'later' };
}

/** Who wrote a message, in a word. */
export function senderWord(message: Message, person: string): string {
  switch (message.sender) {
    case 'contact':
      return person;
    case 'ai':
      return 'AI';
    case 'operator':
      return 'You';
    case 'system':
      return 'Switchboard';
  }
}
