import { fillVariables } from '../../shared/canned-variables';
import type { ReplyRequest } from './provider';

const VARIABLE = /\{\{[^{}]*\}\}/;

/** The end of a sentence, with what closes it and the space after it. */
const SENTENCES = /(?<=[.!?…]["”’)]*)\s+|(?<=[。！？])|\n+/u;

/**
 * Makes an entry's answer ready for a customer: variables that are known are filled in, and `{{name}}` leaves no trace
 * where the name is not known. A sentence with any other variable that nobody can fill in is left out, since braces
 * must never reach a customer.
 *
 * @returns null where nothing is left to say
 */
export function fillAnswer(answer: string, request: Pick<ReplyRequest, 'contactName' | 'ourNumber'>): string | null {
  if (!answer.includes('{{')) return answer;
  const ourNumber = request.ourNumber ?? '';
  // What stands for the number is left for the check below where it is not known, so that its sentence goes.
  const kept = answer
    .split(SENTENCES)
    .filter((sentence) => !VARIABLE.test(leaveOut(sentence, ourNumber !== '')))
    .join(' ');
  const filled = fillVariables(kept, { name: request.contactName ?? '', our_number: ourNumber, operator: '' }).trim();
  return /[\p{L}\p{N}]/u.test(filled) ? tidyStart(filled) : null;
}

/** Takes out the variables that can be filled in. */
function leaveOut(sentence: string, hasNumber: boolean): string {
  const withoutName = sentence.replace(/\{\{ *name *\}\}/g, '');
  return hasNumber ? withoutName.replace(/\{\{ *our_number *\}\}/g, '') : withoutName;
}

/** A name that is not known at the start leaves its comma behind: "{{name}}, we are open". */
function tidyStart(text: string): string {
  const rest = text.replace(/^[\s,;:.!?–-]+/, '');
  return rest === text ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}
