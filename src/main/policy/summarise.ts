/** One thing said in a conversation, for a summary. */
export interface SaidLine {
  readonly who: 'customer' | 'ai' | 'operator';
  readonly text: string;
}

/** Longest quotation, in characters. */
const MOST_QUOTED = 90;

/**
 * Sums up a conversation for the person who takes it over, in one line: who it is, what they want, and what was tried.
 *
 * @param name what people call the customer
 * @param said what was said in the session, oldest first, with the message in question last
 * @param isTold whether the customer is told now that a person takes over
 */
export function summarise(name: string, said: readonly SaidLine[], isTold: boolean): string {
  const texts = said.filter(({ who, text }) => who === 'customer' && text.trim() !== '').map(({ text }) => text);
  const newest = texts.at(-1);
  const wish = texts.slice(0, -1).reduce((best, text) => (wordsIn(text) > wordsIn(best) ? text : best), '');
  const wants =
    newest === undefined
      ? 'wrote nothing that can be read'
      : wordsIn(wish) >= 3
        ? `wrote ${quoted(wish)}, and last ${quoted(newest)}`
        : `wrote ${quoted(newest)}`;
  return `${name} ${wants}. ${tried(said, isTold)}`;
}

function tried(said: readonly SaidLine[], isTold: boolean): string {
  const answers = said.filter(({ who }) => who === 'ai');
  const byPerson = said.some(({ who }) => who === 'operator') ? ' A person has written here too.' : '';
  const last = answers.at(-1);
  if (!last && isTold) return `All that the AI has said is that a person takes over.${byPerson}`;
  if (!last) return `The AI has not answered in this session.${byPerson}`;
  const times = answers.length === 1 ? 'once' : answers.length === 2 ? 'twice' : `${answers.length} times`;
  return `The AI answered ${times}${answers.length === 1 ? '' : ', last'}: ${quoted(last.text)}.${byPerson}`;
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function quoted(text: string): string {
  const line = Array.from(text.replace(/\s+/g, ' ').trim());
  return `“${
    line.length > MOST_QUOTED
      ? `${line
          .slice(0, MOST_QUOTED - 1)
          .join('')
          .trimEnd()}…`
      : line.join('')
  }”`;
}
