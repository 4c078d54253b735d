/** Endings of Polish nouns, adjectives and verbs without accents, the longest first. */
const ENDINGS =
  /(?:owaniami|owaniach|iejszych|owania|owanie|owaniu|eniami|aniami|eniach|aniach|iejsz\w|enie|enia|eniu|anie|ania|aniu|ami|ach|owi|ego|emu|ymi|imi|iej|iem|iom|ych|ich|acie|ecie|icie|uja|uje|iow|om|ow|ej|em|ym|im|ie|ia|iu|ac|ec|ic|y|i|a|e|o|u)$/u;
/** Letters that a stem has at least. */
const SHORTEST = 4;

/** The stem of a Polish word: what is left without its ending, so that "przesylki" and "przesylke" are alike. */
export function polishStem(word: string): string {
  const stem = word.replace(ENDINGS, '');
  return stem.length >= SHORTEST ? stem : word;
}
