import { cannedVariables, fillVariables, type CannedValues } from '../../../shared/canned-variables';

const VARIABLE = /\{\{([^{}]*)\}\}/g;

const known: readonly string[] = cannedVariables.map(({ variable }) => variable);
const list = `${known.slice(0, -1).join(', ')} and ${known.at(-1) ?? ''}`;

/**
 * Fills a canned reply in. A customer without a name is the usual case, so `{{name}}` then leaves no trace; what the team
 * itself has not set stays where it stands, to be seen before it is sent.
 */
export function fillCanned(text: string, values: CannedValues): string {
  return fillVariables(text, {
    name: values.name,
    our_number: values.our_number || '{{our_number}}',
    operator: values.operator || '{{operator}}',
  });
}

/** Says what is wrong with the variables of a canned reply that is to be kept; null: nothing. */
export function unknownVariables(text: string): string | null {
  const unknown = variablesIn(text).filter((variable) => !known.includes(variable));
  if (unknown.length === 0) return null;
  return `${unknown.join(', ')} cannot be filled in. There are ${list}.`;
}

/**
 * Says which variables a text would carry to the customer as they stand, and what to do; null: none.
 *
 * @param operatorName the operator's own name; empty while none is set
 */
export function leftVariables(text: string, operatorName: string): string | null {
  const left = variablesIn(text);
  if (left.length === 0) return null;
  const advice = left.map((variable) => {
    if (variable === '{{operator}}' && operatorName === '') return 'For {{operator}}, set “Your name” in Settings.';
    if (known.includes(variable)) return `${variable} is filled in only in a canned reply: write it out here.`;
    return `${variable} is not known: there are ${list}.`;
  });
  return `The customer would read ${left.join(', ')}. ${advice.join(' ')}`;
}

/** Every variable of a text once, without the spaces inside. */
function variablesIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(VARIABLE), ([, name = '']) => `{{${name.trim()}}}`))];
}
