import type { Message } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';

/**
 * Whether a message is the customer's and one that somebody owes an answer. A word of consent is none: by its text, or
 * because Twilio named it one when it came, as it does with the team's own words.
 */
export function isQuestion({ sender, kind, content, decision }: Message): boolean {
  if (sender !== 'contact' || kind !== undefined || decision?.rule === 'keyword') return false;
  return optOutKind(content, undefined, false) === null;
}
