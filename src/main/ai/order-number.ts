/** With a word like "number" or "#" before it, anything with two digits; else it has to look like one by itself. */
const NAMED =
  /\border\s*(?:number|num|no\.?|nr\.?|id|ref(?:erence)?|code)\s*(?:is|was|:)?\s*#?\s?((?:[a-z]{1,5}-?)?\d[\da-z-]{1,17})\b/i;
const AFTER_HASH = /(?:^|[\s(])#\s?((?:[a-z]{1,5}-?)?\d[\da-z-]{1,17})\b/i;
const AFTER_ORDER = /\border(?:\s+(?:is|was|it's))?\s*:?\s+((?:[a-z]{1,5}-?)?\d[\da-z-]{3,17})\b/i;
const ALONE = /(?:^|[\s:(])((?:[a-z]{1,5}-?)?\d[\da-z-]{2,17})(?=$|[\s.,;!?)])/i;

/**
 * Finds an order number in a text: `order 10234`, `#4521`, `order number is A-10234`. Not a quantity ("order 10
 * pizzas"), a time or a phone number.
 *
 * @param asked whether the team had just asked for it, so that a bare number (or digits spoken one by one) is one
 * @returns the number in capitals; null when there is none
 */
export function findOrderNumber(text: string, asked: boolean): string | null {
  // Asked of every text of a conversation, and few have a digit.
  if (!/\d/.test(text)) return null;
  const found = NAMED.exec(text) ?? AFTER_HASH.exec(text) ?? AFTER_ORDER.exec(text) ?? (asked ? alone(text) : null);
  return found?.[1]?.toUpperCase().replace(/-+$/, '') ?? null;
}

function alone(text: string): RegExpExecArray | null {
  return ALONE.exec(text.replace(/\b\d(?: \d)+\b/g, (digits) => digits.replaceAll(' ', '')));
}
