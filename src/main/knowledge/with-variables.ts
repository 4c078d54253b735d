import type { Contact } from '../../shared/domain';
import { showAddress } from '../../shared/phone-address';

/** Shortest name that is told from other words, in characters. */
const SHORTEST_NAME = 3;

export interface TextOf {
  readonly contact: Contact | undefined;
  /** The customer's. */
  readonly address: string;
  readonly ourNumber: string;
  /** The operator's own name; empty while none is set. */
  readonly operator: string;
}

/**
 * Gives a text to one customer so that it can go to any: names and our number become variables where they stand in it word
 * for word. The customer's own number becomes one that nothing fills in, so that it is seen before it is kept.
 */
export function withVariables(text: string, { contact, address, ourNumber, operator }: TextOf): string {
  const names = [contact?.name, contact?.profileName].flatMap((name) =>
    name ? [name, name.split(/\s+/)[0] ?? ''] : [],
  );
  return [
    ...numbersOf(address).map((number) => [number, '{{their_number}}'] as const),
    ...numbersOf(ourNumber).map((number) => [number, '{{our_number}}'] as const),
    ...names.map((name) => [name, '{{name}}'] as const),
    ...[operator].map((name) => [name, '{{operator}}'] as const),
  ]
    .filter(([literal]) => literal.length >= SHORTEST_NAME)
    .sort(([a], [b]) => b.length - a.length)
    .reduce((done, [literal, variable]) => replaceWords(done, literal, variable), text);
}

function numbersOf(address: string): string[] {
  return /^\+\d{6,}$/.test(address) ? [address, showAddress(address)] : [];
}

function replaceWords(text: string, words: string, by: string): string {
  const literal = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}{])${literal}(?![\\p{L}\\p{N}}])`, 'gu'), by);
}
