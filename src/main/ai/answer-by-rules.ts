import { fillAnswer } from './fill-answer';
import { ANSWERS_FROM, type KnowledgeMatch, type KnowledgeSearch } from './knowledge-search';
import { WORDLESS, type Rule, type RuleAnswer, type Situation } from './mock-rules';
import { namesParticularCase } from './particular-case';
import type { Reply, ReplyRequest } from './provider';
import { readConversation, type Reading } from './read-conversation';
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
  /** How sure it is that the entry answers it; 0 without one. */
  readonly score: number;
}

/** A part of what was said, with the entry that answers it. Searched for when a rule first asks, since few do. */
class Seen implements Situation {
  readonly burst: string;
  readonly parts: readonly string[];
  readonly before: string | null;
  readonly lastReply: string | null;
  readonly saidBefore: Situation['saidBefore'];
  readonly orderNumber: Situation['orderNumber'];
  readonly askedForOrder: boolean;
  readonly returning: boolean;
  private found: { readonly match: KnowledgeMatch; readonly answer: string | null } | null | undefined;

  constructor(
    reading: Reading,
    readonly text: string,
    private readonly request: ReplyRequest,
    private readonly search: KnowledgeSearch,
  ) {
    // Field by field: a spread takes ten times as long, and this is done for each part of each text.
    this.burst = reading.burst;
    this.parts = reading.parts;
    this.before = reading.before;
    this.lastReply = reading.lastReply;
    this.saidBefore = reading.saidBefore;
    this.orderNumber = reading.orderNumber;
    this.askedForOrder = reading.askedForOrder;
    this.returning = request.returning;
  }

  get known(): string | null {
    return this.look()?.answer ?? null;
  }

  get entry(): string | null {
    return this.look()?.match.entry._id ?? null;
  }

  get score(): number {
    return this.look()?.match.score ?? 0;
  }

  private look() {
    if (this.found !== undefined) return this.found;
    const match = this.search(this.request.knowledge, this.text, 1)[0];
    const isAnswer = match !== undefined && match.score >= ANSWERS_FROM && !namesParticularCase(this.text);
    this.found = isAnswer ? { match, answer: fillAnswer(match.entry.answer, this.request) } : null;
    return this.found;
  }
}

/**
 * Makes a function that answers by rules and by the team's knowledge, at once and always the same. Everything that the
 * customer said and nobody answered yet gets one answer.
 */
export function createRuleAnswerer(book: RuleBook, search: KnowledgeSearch): (request: ReplyRequest) => Reply {
  return (request) => {
    const reading = readConversation(request);
    const whole = new Seen(reading, reading.burst, request, search);
    const { parts } = reading;
    const seen =
      parts.length === 1 && parts[0] === reading.burst
        ? [whole]
        : parts.map((part) => new Seen(reading, part, request, search));
    const answers = answerAll(book, seen, whole);
    const text = joinAnswers(answers.map((answer) => answer.text));
    const handOff = answers.find((answer) => answer.handOff !== undefined)?.handOff;
    const concern = answers.find((answer) => answer.concern !== undefined)?.concern;
    const used = answers.flatMap(({ entry, score }) => (entry === null ? [] : [{ entry, score }]));
    return {
      text: request.communication_type === 'voice' ? toSpeech(text) : text,
      model: null,
      tokens: null,
      knowledge: used.map(({ entry }) => entry),
      ...(used.length > 0 && {
        confidence: Math.min(...used.map(({ score }) => score)),
        scores: Object.fromEntries(used.map(({ entry, score }) => [entry, score])),
      }),
      rule: answers.map((answer) => answer.rule).join(' + '),
      handOff: handOff === undefined ? null : { reason: handOff },
      ...(concern === undefined ? {} : { concern }),
    };
  };
}

function answerAll({ rules, otherwise }: RuleBook, parts: readonly Seen[], whole: Seen): readonly Answered[] {
  if (whole.text === '') return [{ rule: 'no words', text: WORDLESS, entry: null, score: 0 }];
  const alone = findRule(rules, 'alone', whole);
  if (alone) return [{ rule: alone.name, ...alone.answer(whole), entry: null, score: 0 }];

  const topics = answerTopics(rules, parts);
  if (topics.length > 0) return topics;
  if (whole.known !== null) return [{ rule: 'knowledge', text: whole.known, entry: whole.entry, score: whole.score }];

  const social = findRule(rules, 'social', whole);
  return [
    social
      ? { rule: social.name, ...social.answer(whole), entry: null, score: 0 }
      : { ...otherwise(whole), entry: null, score: 0 },
  ];
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
  const rule = findRule(rules, 'topic', part);
  if (!rule) {
    const { known, entry, score } = part;
    return known === null ? null : { rule: 'knowledge', text: known, entry, score };
  }
  const answer = rule.answer(part);
  const { known } = part;
  const isFromEntry = known !== null && answer.text.endsWith(known);
  return { rule: rule.name, ...answer, entry: isFromEntry ? part.entry : null, score: isFromEntry ? part.score : 0 };
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
