/** Tokens that a message costs besides its text. Source: OpenAI cookbook, "How to count tokens with tiktoken". */
const PER_MESSAGE = 4;

/** About how many tokens a text is: four letters each in English, one character each in scripts like Chinese. */
export function countTokens(text: string): number {
  let ascii = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 128) ascii += 1;
  return Math.ceil(ascii / 4 + (text.length - ascii));
}

/** About how many tokens a text costs as a message of its own. */
export function costOf(text: string): number {
  return countTokens(text) + PER_MESSAGE;
}

/** Cuts a text to about so many tokens, its beginning kept, without tearing a character apart. */
export function cutTo(text: string, tokens: number): string {
  if (countTokens(text) <= tokens) return text;
  let end = Math.max(0, tokens - 1) * 4;
  while (end > 0 && countTokens(text.slice(0, end)) > tokens - 1) end = Math.floor(end * 0.8);
  return `${text.slice(0, end).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
