import { fine, refused, type About, type Rule } from './rule';
import { runsIn, shinglesOf, wordsOf } from './shingles';

/** So many words in a row of our own rules are no chance. */
const OWN_RUN = 8;
/** Shortest run of the team's instructions that is looked at. */
const TEAM_RUN = 6;
/** Facts of the instructions may be said, and are often said word for word; a whole paragraph of them is the prompt. */
const FACTS_RUN = 25;
/** Words by which a run is an instruction and no fact. */
const INSTRUCTING =
  /\b(?:never|always|must not|do not|dont|(?:tell|ask|give|offer|say to|for|to|with|from|the) customers?|promise|mention|reveal|you are|instructions?|prompt|confidential|internal|secret|assistant)\b/;

/** What keys and tokens look like, of Twilio, of AI endpoints, and of others that a team may have at hand. */
const KEYS =
  /\b(?:sk|pk|rk)-[\w-]{12,}|\b(?:AC|SK|PN|MG|AP|CF)[0-9a-f]{32}\b|\bbearer\s+[\w.~+/-]{12,}|(?<![\w/-])[0-9a-f]{32}\b|\beyJ[\w-]{8,}\.[\w-]{8,}|\bgh[pousr]_\w{20,}|\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{30,}|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*KEY|\b(?:api[_ -]?key|auth[_ -]?token)\s*[:=]\s*(?=\S*\d)\S{6,}/i;

/** No answer holds a key, be it one of this console or only like one. */
export const noSecrets: Rule = {
  name: 'no secrets',
  forTeamWords: true,
  check(text, { holdsSecret }) {
    // Characters that show nothing would hide a key from us, not from who reads it.
    const seen = text.normalize('NFKC').replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
    return KEYS.test(seen) || holdsSecret(seen)
      ? refused('The AI’s answer holds something that looks like a key or a password.')
      : fine;
  },
};

/**
 * No answer repeats what the model was told to do: our own rules, and what the team instructed. Found by runs of words in
 * common, so a translation is not found; what must not be known to anybody does not belong into instructions.
 */
export const noInstructions: Rule = {
  name: 'no instructions',
  forTeamWords: false,
  check(text, about) {
    const words = wordsOf(text);
    if (words.length < TEAM_RUN) return fine;
    return repeatsOwn(words, about) || repeatsTeam(words, about)
      ? refused('The AI’s answer repeats its instructions, which are not meant for customers.')
      : fine;
  },
};

function repeatsOwn(words: readonly string[], { rules }: About): boolean {
  const own = shinglesOf(wordsOf(rules.join('\n')), OWN_RUN);
  return runsIn(words, own, OWN_RUN).length > 0;
}

function repeatsTeam(words: readonly string[], { instructions, knowledge }: About): boolean {
  if (instructions === '') return false;
  const sayable = shinglesOf(wordsOf(knowledge.join('\n')), TEAM_RUN);
  const all = shinglesOf(wordsOf(instructions), TEAM_RUN);
  const told = new Set([...all].filter((shingle) => !sayable.has(shingle)));
  return runsIn(words, told, TEAM_RUN).some((run) => run.length >= FACTS_RUN || INSTRUCTING.test(run.join(' ')));
}
