/** Marks above and below Latin, Greek and Cyrillic letters. Those of other scripts change the letter itself. */
const MARKS = /[\u0300-\u036f]/g;

/** Letters that Unicode does not take apart into a plain one and a mark. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd' };

/** Scripts that are written without spaces between words. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What French and Italian leave out before a vowel: "l'envoi", "dell'ordine". */
const ELIDED = /(?<![\p{L}])(?:[cdjlmnst]|qu|jusqu|dell|all|nell|dov|quant)'(?=\p{L}{2})/gu;

/** A mark alone is none: an emoji leaves a selector of its form behind. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Letters as they are compared: small, without accents, one form of each. */
export function foldText(text: string): string {
  const small = text.normalize('NFKC').toLowerCase();
  // Most texts of most people: nothing to take apart.
  if (!/[^\u0020-\u007e]/.test(small)) return small;
  return small
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(/[ßıłøæœđ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[’‘`´]/g, "'");
}

/** Makes a function that gives the words of a text in any script, folded, in their order. */
export function createWordSplitter(): (text: string) => readonly string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

  return (text) => {
    const folded = foldText(text).replace(ELIDED, ' ').replace(/'/g, '');
    const words: string[] = folded.match(WORD) ?? [];
    if (!WITHOUT_SPACES.test(folded)) return words;
    return words.flatMap((word) =>
      WITHOUT_SPACES.test(word) ? [...segmenter.segment(word)].map((part) => part.segment) : word,
    );
  };
}
