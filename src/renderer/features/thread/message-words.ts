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
  /** What Twilio, or the console, said in its own words. */
  readonly said: string;
  /** Whether sending the same again can help. */
  readonly canRetry: boolean;
}

/** Gives the failure of a message; null when it has none. */
export function failureOf(message: Message): Failure | null {
  if (message.status !== 'failed' && message.status !== 'undelivered') return null;
  const code = message.error?.code ?? null;
  const advice = message.metadata.call && code === null ? callAdvice(message) : explainError(code);
  return {
    advice,
    code,
    said: message.error?.message ?? '',
    canRetry: advice.retry !== 'no' && (message.sender === 'operator' || message.sender === 'ai'),
  };
}

/** Why a call was not answered is said in words already; it can always be tried again. */
function callAdvice(message: Message): ErrorAdvice {
  return { meaning: message.error?.message ?? 'The call failed.', remedy: '', retry: 'later' };
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
