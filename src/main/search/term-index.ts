import SearchableMap from 'minisearch/SearchableMap';
import { slipsIn, swapsOf } from '../../shared/search/near';
import { FEWEST_DIGITS, FEWEST_WANTED, MOST_DIGITS, numbersOf } from '../../shared/search/numbers';
import { findsBeginnings, type Wanted } from '../../shared/search/wanted';
import { wordsOf } from '../../shared/search/words';

/** How well a text fits: the sum over all parts that were wanted; what does not fit at all has none. */
const NOT_FOUND = 255;
const AS_IT_IS = 0;
const BEGINNING = 1;
const MISSPELT = 2;

/** Numbers of the texts that have a word, ascending. */
type Places = number[];

/**
 * Which words and numbers stand in which texts. Texts are called by ascending numbers and are not kept; one that is gone
 * keeps its number, and whoever asks passes over it. A text costs some bytes for each of its words that are not the same.
 */
export interface TermIndex {
  /** Takes in a text (or another field of the newest one) under a number not smaller than any before. */
  add(number: number, text: string): void;
  /**
   * Gives how well each text fits, by its number: the smaller the better.
   *
   * @param size the number after the newest text's
   */
  ranks(parts: readonly Wanted[], size: number): Ranks;
}

export interface Ranks {
  /** Undefined where a text does not have all that is wanted. */
  of(number: number): number | undefined;
}

/** Makes an index of nothing. */
export function createTermIndex(): TermIndex {
  /** The same words twice: a text is taken in by the quick one, and words that are like another are found in the tree. */
  const words = new Map<string, Places>();
  const tree = new SearchableMap<Places>();
  /** Every ending of every number, so that any run of its digits begins one of them. */
  const endings = new SearchableMap<Places>();
  const whole = new Map<string, Places>();

  return {
    add(number, text) {
      for (const { word } of wordsOf(text)) {
        let places = words.get(word);
        if (!places) {
          words.set(word, (places = []));
          tree.set(word, places);
        }
        note(places, number);
      }
      for (const { digits } of numbersOf(text, FEWEST_DIGITS)) addNumber(digits, number);
    },
    ranks(parts, size) {
      const ranks = ranksOf(parts, size);
      return {
        of(number) {
          const rank = ranks[number] ?? NOT_FOUND;
          return rank === NOT_FOUND ? undefined : rank;
        },
      };
    },
  };

  function addNumber(digits: string, number: number): void {
    if (digits.length <= MOST_DIGITS) note(placesIn(whole, digits), number);
    for (let at = 0; at + FEWEST_WANTED <= digits.length; at++) {
      note(
        endings.fetch(digits.slice(at, at + MOST_DIGITS), () => []),
        number,
      );
    }
  }

  function ranksOf(parts: readonly Wanted[], size: number): Uint8Array {
    const ranks = new Uint8Array(size);
    /** How many parts each text has so far; one that lacks a part is left behind. */
    const has = new Uint8Array(size);
    for (const [n, part] of parts.entries()) {
      for (const { places, tier } of candidates(part, size)) {
        for (const number of places) {
          if (has[number] !== n) continue;
          has[number] = n + 1;
          ranks[number] = Math.min(NOT_FOUND - 1, (ranks[number] ?? 0) + tier);
        }
      }
    }
    for (let number = 0; number < size; number++) if (has[number] !== parts.length) ranks[number] = NOT_FOUND;
    return ranks;
  }

  /** Gives where a part may be, the best first. */
  function* candidates({ words: wanted, digits }: Wanted, size: number): Generator<Candidate> {
    const [only] = wanted;
    const near = wanted.length === 1 && only !== undefined ? likeWord(only) : [];
    yield* near.filter(({ tier }) => tier === AS_IT_IS);
    if (digits !== null) yield* likeNumber(digits);
    yield* near.filter(({ tier }) => tier !== AS_IT_IS);
    if (wanted.length > 1) yield { places: withAll(wanted, size), tier: BEGINNING };
  }

  function likeWord(word: string): Candidate[] {
    const found: Candidate[] = [];
    const exact = words.get(word);
    if (exact) found.push({ places: exact, tier: AS_IT_IS });
    if (findsBeginnings(word)) {
      for (const [other, places] of tree.atPrefix(word)) if (other !== word) found.push({ places, tier: BEGINNING });
    }
    const slips = slipsIn(word);
    if (slips === 0) return found;
    for (const [other, [places]] of tree.fuzzyGet(word, slips)) {
      if (other !== word) found.push({ places, tier: MISSPELT });
    }
    for (const swapped of swapsOf(word)) {
      const places = words.get(swapped);
      if (places) found.push({ places, tier: MISSPELT });
    }
    return found;
  }

  /** Texts whose number has these digits, or whose number is how these digits end, without the country before it. */
  function likeNumber(digits: string): Candidate[] {
    const found: Candidate[] = [];
    for (let length = digits.length; length >= FEWEST_DIGITS; length--) {
      const places = whole.get(digits.slice(-length));
      if (places) found.push({ places, tier: AS_IT_IS });
    }
    for (const [, places] of endings.atPrefix(digits.slice(0, MOST_DIGITS))) found.push({ places, tier: BEGINNING });
    return found;
  }

  function withAll(wanted: readonly string[], size: number): Places {
    const ranks = ranksOf(
      wanted.map((word) => ({ words: [word], digits: null })),
      size,
    );
    const places: Places = [];
    for (const [number, rank] of ranks.entries()) if (rank !== NOT_FOUND) places.push(number);
    return places;
  }
}

interface Candidate {
  readonly places: Places;
  readonly tier: number;
}

function note(places: Places, number: number): void {
  if (places.at(-1) !== number) places.push(number);
}

function placesIn(map: Map<string, Places>, key: string): Places {
  let places = map.get(key);
  if (!places) map.set(key, (places = []));
  return places;
}
