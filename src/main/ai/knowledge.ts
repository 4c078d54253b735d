import { cutText } from '../../shared/preview';
import { answerQuestions } from './answer-questions';
import { createKnowledgeSearch, type KnowledgeSearch } from './knowledge-search';
import { createLanguageGuess } from './language-guess';
import { NO_MEANINGS, type Meanings } from './meaning/meanings';
import { WORDLESS, mockRules, type Rule, type Situation } from './mock-rules';
import { hasPoliteLines, politeLines, type PoliteLines } from './polite-lines';
import type { Provider, Reply, ReplyRequest } from './provider';
import { readConversation, type Reading } from './read-conversation';
import { asksForPerson, smallTalkIn } from './small-talk';
import { toSpeech } from './to-speech';

/** Longest part of a question that is repeated to the team, in characters. */
const MAX_REASON = 120;
/** How many of the customer's texts tell the language, where the newest alone does not. */
const TEXTS_FOR_LANGUAGE = 4;

type Said = Pick<Reply, 'text' | 'rule' | 'handOff'> & Partial<Reply>;

/**
 * Answers from the team's own questions and answers, offline and at once, in the language of the entry. Greetings, thanks
 * and the wish for a person are understood too; anything else that no entry answers goes to a person, and the customer
 * is told so in their language. Of several questions those that an entry answers are answered, and a person goes on with
 * the rest: half an answer now is worth more than none, as long as the customer is told that it is half.
 */
export function createKnowledgeProvider(
  meanings: Meanings = NO_MEANINGS,
  search: KnowledgeSearch = createKnowledgeSearch(meanings),
): Provider {
  const guess = createLanguageGuess();

  const reply = (request: ReplyRequest): Reply => {
    const reading = readConversation(request);
    const said = answer(request, reading);
    return {
      model: null,
      tokens: null,
      knowledge: [],
      ...said,
      text: request.communication_type === 'voice' ? toSpeech(said.text) : said.text,
    };
  };

  function answer(request: ReplyRequest, reading: Reading): Said {
    const { burst } = reading;
    if (burst === '') return { text: WORDLESS, rule: 'no words', handOff: null };
    const situation: Situation = { ...reading, text: burst, returning: request.returning, known: null };
    const alone = ruleFor('alone', situation);
    if (alone) return byRule(alone, situation);
    const languages = languagesOf(request);
    const lines = politeLines(languages);
    const [only] = languages;
    const language = languages.length === 1 && only !== undefined && hasPoliteLines(only) ? { language: only } : {};
    if (asksForPerson(burst)) {
      return {
        text: lines.person,
        rule: 'asks for a person',
        handOff: { reason: 'The customer asked for a person.', ...language },
      };
    }

    const found = answerQuestions(request, reading, search, (text) => isSocial(text, situation));
    const { texts, open, used, scores, confidence } = found;
    const facts = { knowledge: used, scores, ...(confidence !== undefined && { confidence }) };
    if (open !== null) {
      const unanswered = cutText(open.replace(/\s+/g, ' '), MAX_REASON);
      const handOff = {
        reason: `No knowledge entry answers “${unanswered}”.`,
        ...language,
        ...(texts.length > 0 && { answered: texts.join(' ') }),
      };
      return texts.length > 0
        ? { ...facts, text: [...texts, lines.rest].join(' '), rule: 'knowledge + no entry fits', handOff }
        : { ...facts, text: lines.unknown, rule: 'no entry fits', handOff };
    }
    if (texts.length > 0) return { ...facts, text: texts.join(' '), rule: 'knowledge', handOff: null };
    return bySmallTalk(burst, lines) ?? bySocialRule(situation, lines);
  }

  /** The languages the customer may write in, the likeliest first. */
  function languagesOf({ turns }: ReplyRequest): readonly string[] {
    const texts = turns.filter((turn) => turn.who === 'customer').map((turn) => turn.text);
    const newest = guess(texts.at(-1) ?? '').filter(hasPoliteLines);
    if (newest.length === 1) return newest;
    const together = guess(texts.slice(-TEXTS_FOR_LANGUAGE).join('\n'));
    return newest.length === 0 ? together : [...together.filter((code) => newest.includes(code)), ...newest];
  }

  return {
    name: 'knowledge',
    instantly: (request) => meanings.attempt(() => reply(request)),
    reply: (request) => meanings.understand(() => reply(request)),
  };
}

function ruleFor(kind: Rule['kind'], situation: Situation): Rule | undefined {
  return mockRules.find((rule) => rule.kind === kind && rule.fires(situation));
}

function byRule(rule: Rule, situation: Situation): Said {
  const { text, handOff, concern } = rule.answer(situation);
  return {
    text,
    rule: rule.name,
    handOff: handOff === undefined ? null : { reason: handOff },
    ...(concern !== undefined && { concern }),
  };
}

/** Whether a part of what was said is a greeting, thanks and the like, which needs no entry. */
function isSocial(text: string, situation: Situation): boolean {
  return smallTalkIn(text) !== null || ruleFor('social', { ...situation, text, parts: [text] }) !== undefined;
}

function bySmallTalk(text: string, lines: PoliteLines): Said | null {
  const kind = smallTalkIn(text);
  // English ones are left to the rules, which know whether the customer has been here before.
  return kind === null || lines === politeLines(['en']) ? null : { text: lines[kind], rule: kind, handOff: null };
}

function bySocialRule(situation: Situation, lines: PoliteLines): Said {
  const social = ruleFor('social', situation);
  if (social) return byRule(social, situation);
  return { text: lines.greeting, rule: 'greeting', handOff: null };
}
