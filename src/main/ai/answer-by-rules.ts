import { ANSWERS_FROM, createKnowledgeSearch } from './knowledge-search';
import { WORDLESS, type Rule, type RuleAnswer, type Situation } from './mock-rules';
import type { Reply, ReplyRequest } from './provider';
import { readConversation } from './read-conversation';
import { toSpeech } from './to-speech';

/** Most questions of one burst that are answered together; more would not be read on a phone. */
const MAX_ANSWERS = 3;

/** What an offline provider works by. */
export interface RuleBook {
  readonly rules: readonly Rule[];
  /** What is said when neither a rule nor an entry of the team's knowledge fits. */
  readonly otherwise: (situation: Situation) => RuleAnswer & { readonly rule: string };
}

interface Answered extends RuleAnswer {
  readonly rule: string;
  /** The knowledge entry that the text rests on. */
  readonly entry: string | null;
}

type Seen = Situation & { readonly entry: string | null };

/**
 * Makes a function that answers by rules and by the team's knowledge, at once and always the same. Everything that the
 * customer said and nobody answered yet gets one answer.
 */
export function createRuleAnswerer(book: RuleBook): (request: ReplyRequest) => Reply {
  const search = createKnowledgeSearch();

  return (request) => {
    const reading = readConversation(request);
    const look = (text: string): Seen => {
      const best = search(request.knowledge, text, 1)[0];
      const found = best && best.score >= ANSWERS_FROM ? best.entry : undefined;
      // Field by field: a spread takes ten times as long, and this is done for each part of each text.
      return {
        burst: reading.burst,
        parts: reading.parts,
        before: reading.before,
        lastReply: reading.lastReply,
        saidBefore: reading.saidBefore,
        orderNumber: reading.orderNumber,
        askedForOrder: reading.askedForOrder,
        text,
        returning: request.returning,
        known: found?.answer ?? null,
        entry: found?._id ?? null,
      };
    };
    const answers = answerAll(book, reading.parts.map(look), look(reading.burst));
    const text = joinAnswers(answers.map((answer) => answer.text));
    const handOff = answers.find((answer) => answer.handOff !== undefined)?.handOff;
    const concern = answers.find((answer) => answer.concern !== undefined)?.concern;
    return {
      text: request.communication_type === 'voice' ? toSpeech(text) : text,
      model: null,
      tokens: null,
      knowledge: answers.flatMap((answer) => answer.entry ?? []),
      rule: answers.map((answer) => answer.rule).join(' + '),
      handOff: handOff === undefined ? null : { reason: handOff },
      ...(concern === undefined ? {} : { concern }),
    };
  };
}

function answerAll({ rules, otherwise }: RuleBook, parts: readonly Seen[], whole: Seen): readonly Answered[] {
  if (whole.text === '') return [{ rule: 'no words', text: WORDLESS, entry: null }];
  const alone = findRule(rules, 'alone', whole);
  if (alone) return [{ rule: alone.name, ...alone.answer(whole), entry: null }];

  const topics = answerTopics(rules, parts);
  if (topics.length > 0) return topics;
  if (whole.known !== null) return [{ rule: 'knowledge', text: whole.known, entry: whole.entry }];

  const social = findRule(rules, 'social', whole);
  return [social ? { rule: social.name, ...social.answer(whole), entry: null } : { ...otherwise(whole), entry: null }];
}

/** Answers each part of a burst that asks something, each thing once. */
function answerTopics(rules: readonly Rule[], parts: readonly Seen[]): readonly Answered[] {
  const answers: Answered[] = [];
  for (const part of parts) {
    const answer = answerTopic(rules, part);
    if (answer !== null && answers.every((one) => one.text !== answer.text)) answers.push(answer);
  }
  return answers.slice(0, MAX_ANSWERS);
}

function answerTopic(rules: readonly Rule[], part: Seen): Answered | null {
  const { known, entry } = part;
  const rule = findRule(rules, 'topic', part);
  if (!rule) return known === null ? null : { rule: 'knowledge', text: known, entry };
  const answer = rule.answer(part);
  return { rule: rule.name, ...answer, entry: known !== null && answer.text.endsWith(known) ? entry : null };
}

function findRule(rules: readonly Rule[], kind: Rule['kind'], situation: Situation): Rule | undefined {
  return rules.find((rule) => rule.kind === kind && rule.fires(situation));
}

/** Puts several answers together. Only one question is asked, at the end, since a bare yes can answer only one. */
function joinAnswers(texts: readonly string[]): string {
  if (texts.length < 2) return texts[0] ?? '';
  const questions: string[] = [];
  const statements = texts.map((text) => {
    const question = /[^.?!]+\?$/.exec(text)?.[0] ?? '';
    if (question !== '') questions.push(question.trim());
    return text.slice(0, text.length - question.length).trim();
  });
  return [...statements, questions[0] ?? ''].filter((text) => text !== '').join(' ');
}
