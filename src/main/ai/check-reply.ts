import { MAX_BODY } from '../../shared/message-limit';

/** Control characters other than line breaks and tabs, and halves of characters: neither can stand in TwiML. */
const UNSENDABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/u;

/** What a model's inner workings look like when they leak into its answer. */
const MACHINE_MARKS =
  /<\/?(response|message|body|media|say|gather|redirect|dial|record|hangup)\b[^>]*>|<\|[^|>\n]{1,40}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(system|assistant|user|think|tool_call)>|^\s*(system|assistant|user|human|customer)\s*:/im;

/**
 * Checks what a provider wrote before anybody gets to see it as an answer.
 *
 * @returns why it cannot be sent, a sentence for people; null when it can
 */
export function checkReply(text: string): string | null {
  if (text.trim() === '') return 'The AI gave an empty answer.';
  if (text.length > MAX_BODY) {
    return `The AI’s answer is ${text.length} characters long; at most ${MAX_BODY} can be sent.`;
  }
  if (UNSENDABLE.test(text)) return 'The AI’s answer contains characters that cannot be sent.';
  if (MACHINE_MARKS.test(text)) return 'The AI’s answer contains technical text that is not meant for customers.';
  return null;
}
