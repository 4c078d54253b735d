import type { Token } from './read-words';

/** Letters in a group. */
const LENGTH = 3;
/** Longest text that is taken apart, in characters. */
const MAX_TEXT = 300;

/** The groups of three letters of a text's words, with their starts and ends, each once. */
export function letterGroups(tokens: readonly Token[]): ReadonlySet<string> {
  const text = ` ${tokens
    .map(({ written }) => written)
    .join(' ')
    .slice(0, MAX_TEXT)} `;
  const groups = new Set<string>();
  for (let at = 0; at + LENGTH <= text.length; at += 1) groups.add(text.slice(at, at + LENGTH));
  return groups;
}

/**
 * How alike two texts look, from 0 to 1, whatever language they are in: the share of groups that both have, by
 * L. R. Dice (1945).
 */
export function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const group of a) if (b.has(group)) both += 1;
  return (2 * both) / (a.size + b.size || 1);
}
