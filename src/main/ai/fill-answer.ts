import { fillVariables } from '../../shared/canned-variables';
import type { ReplyRequest } from './provider';

/**
 * Fills the variables of a knowledge answer for one customer. What is not known, and any variable that there is not,
 * leaves no trace: a customer never reads double braces.
 */
export function fillAnswer(
  answer: string,
  { contactName, ourNumber }: Pick<ReplyRequest, 'contactName' | 'ourNumber'>,
) {
  const values = { name: contactName ?? '', our_number: ourNumber ?? '', operator: '' };
  return answer.includes('{{') ? fillVariables(answer, values).replace(/ ?\{\{[^{}\n]{0,60}\}\}/g, '') : answer;
}
