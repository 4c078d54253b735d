import { cutText } from './preview';

/** Longest value that is filled in, in UTF-16 units. */
const LONGEST_VALUE = 120;

/** A variable with the comma and the space before it, and whether a clause ends behind it. */
const VARIABLE = /(,?)( ?)\{\{ *(name|our_number|operator) *\}\}(?= *([.,;:!?…]|$)|)/gm;

/** What can be filled into a canned reply; an empty value is not known. */
export interface CannedValues {
  /** The customer's name. */
  readonly name: string;
  /** The number that is written from, as people read it. */
  readonly our_number: string;
  /** The operator's own name. */
  readonly operator: string;
}

/** Every variable, with what it stands for. */
export const cannedVariables = [
  { variable: '{{name}}', means: 'the customer’s name' },
  { variable: '{{our_number}}', means: 'the number you write from' },
  { variable: '{{operator}}', means: 'your own name' },
] as const;

/**
 * Fills the variables of a canned reply in. What is not known leaves no trace: “Hello {{name}}, …” becomes “Hello, …”, and
 * “Thank you, {{name}}.” becomes “Thank you.”. Anything else in double braces stays as it is. What is filled in is never read for variables again; customers choose
 * their own names on WhatsApp, so it is one line, not endless, and turns no text around.
 */
export function fillVariables(text: string, values: CannedValues): string {
  return text.replace(VARIABLE, (_whole, comma: string, space: string, variable: string, ends: string | undefined) => {
    const value = inOneLine(values[variable as keyof CannedValues]);
    if (value !== '') return comma + space + value;
    return ends === undefined ? comma : '';
  });
}

function inOneLine(value: string): string {
  const line = value.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/gu, '');
  return cutText(line.trim(), LONGEST_VALUE);
}
