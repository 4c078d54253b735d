import { foldText } from './knowledge/split-words';

/** Most questions of a burst that are looked at one by one. */
const MAX_QUESTIONS = 12;

/** Ends a sentence in any script. */
const SENTENCE_END = /\n+|(?<=[.?!;…])\s+|(?<=[。？！])/u;

/** Where a new question may begin within a sentence; only what begins like one is split off. */
const JOINT = /,\s*|\s+(?=(?:and|also|but|plus|y|pero|und|aber|et|mais|e|ma|mas|en|maar|ve|oraz|ale)\s)/iu;

const JOINERS = /^(?:and|also|but|plus|y|pero|und|aber|et|mais|e|ma|mas|en|maar|ve|oraz|ale)\s+(?:also\s+)?/iu;

/** How questions and requests begin, folded. */
const OPENERS = new RegExp(
  `^(?:${[
    'what|whats|when|whens|where|wheres|who|whos|why|how|hows|which|can|could|do|does|did|is|are|r|will|would|may|should|has|have you|any|i need|i want|i would like|id like|need|please|pls',
    'que|cual|cuales|cuando|donde|cuanto|cuanta|cuantos|como|puedo|puede|pueden|hay|tienen|quiero|quisiera|necesito|se puede|estan',
    'was|wann|wo|wie|wer|warum|welche|kann|konnen|konnt|habt|haben|gibt|gibts|ist|sind|seid|ich mochte|ich brauche',
    'quel|quelle|quels|quelles|quand|ou est|ou sont|combien|comment|est ce|puis je|peut on|pouvez|avez|y a|je voudrais|je veux|vous',
    'quale|quali|quando|dove|quanto|posso|potete|avete|vorrei',
    'qual|quais|onde|quanto|posso|podem|tem|voces|gostaria',
    'wat|wanneer|waar|hoe|hoeveel|kan|kunnen|hebben|is er|zijn|ik wil',
    'ne|nasil|nerede|kac|kaca',
    'czy|kiedy|gdzie|ile|jak|jakie|moge|chce',
  ].join('|')})(?:\\s|$)`,
  'u',
);

/** Particles and marks that make a question wherever they stand. */
const ASKS = /[?？؟]|(?:^|\s)(?:mi|mu|misiniz|musunuz|miyim|muyum)(?:\s|$)|か[。]?$/u;

/** Whether a text asks for something, as far as its first words and its marks tell. */
export function looksAsked(text: string): boolean {
  const folded = foldText(text).replace(JOINERS, '').trim();
  return ASKS.test(folded) || OPENERS.test(folded.replace(/'/g, ''));
}

/**
 * Gives the sentences of a text, oldest first; a sentence that joins several questions ("where is my parcel, and are you
 * open today") is taken apart where each of them begins like a question.
 */
export function splitQuestions(text: string): readonly string[] {
  return text
    .split(SENTENCE_END)
    .flatMap(splitSentence)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .slice(0, MAX_QUESTIONS);
}

function splitSentence(sentence: string): readonly string[] {
  const parts: string[] = [];
  for (const piece of sentence.split(JOINT)) {
    const start = foldText(piece).replace(JOINERS, '').replace(/'/g, '').trim();
    if (parts.length === 0 || OPENERS.test(start)) parts.push(piece);
    else parts[parts.length - 1] = `${parts.at(-1) ?? ''}, ${piece}`;
  }
  return parts.map((part) => part.trim());
}
