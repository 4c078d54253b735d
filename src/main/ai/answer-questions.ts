import { fillAnswer } from './fill-answer';
import { ANSWERS_FROM, type KnowledgeMatch, type KnowledgeSearch } from './knowledge-search';
import { namesParticularCase } from './particular-case';
import type { ReplyRequest } from './provider';
import type { Reading } from './read-conversation';
import { looksAsked, splitQuestions } from './split-questions';

/** Most questions of one burst that are answered together; more would not be read on a phone. */
const MAX_ANSWERS = 3;
/** Near misses that are told for each question. */
const MAX_TOLD = 3;
/** How sure it must be that an entry answers what was told beside a question and not asked. */
const STATEMENT_FROM = 0.8;
/** Shortest statement that is answered by itself, in words: "I moved" tells nothing yet. */
const MIN_STATEMENT = 3;
/** Longest question that may be a follow-up ("and on sunday?"), in words. */
const MAX_FOLLOW_UP = 7;

/** How a question begins that goes on from the one before. */
const GOES_ON =
  /^\W*(?:and|also|what about|how about|or|y|que tal|und|oder|et|ou|e|ed|en|of|i|a|ve|peki|ya)\s|^\W*(?:if|for|on|in|at|with)\s/iu;

/** What an offline search found for everything that a customer asked. */
export interface Found {
  /** The answers, in the order of the questions, ready for the customer. */
  readonly texts: readonly string[];
  /** Ids of the entries that they are from. */
  readonly used: readonly string[];
  /** What was asked and no entry answers; null where nothing is left. */
  readonly open: string | null;
  /** How well entries fit, by id: those that were answered with and the nearest others. */
  readonly scores: Readonly<Record<string, number>>;
  /** How sure the least sure of the answers is; without an answer, how sure the nearest entry is. */
  readonly confidence: number | undefined;
}

/**
 * Answers each question of a burst once. A question that no entry answers by itself is looked at together with
 * everything else that was just said ("I sat on my glasses. Can you help?"), and, where it goes on from the question
 * before ("and on sunday?"), together with that.
 *
 * @param isSocial tells greetings, thanks and the like, which need no answer of an entry
 */
export function answerQuestions(
  request: ReplyRequest,
  reading: Reading,
  search: KnowledgeSearch,
  isSocial: (text: string) => boolean,
): Found {
  const scores: Record<string, number> = {};
  const look = (text: string): readonly KnowledgeMatch[] => {
    const matches = search(request.knowledge, text, MAX_TOLD);
    for (const { entry, score } of matches) scores[entry._id] = Math.max(scores[entry._id] ?? 0, score);
    return matches;
  };
  const answered = new Map<string, KnowledgeMatch>();
  const open: string[] = [];
  const take = (match: KnowledgeMatch) => answered.set(match.entry._id, match);
  for (const { question, context } of groupParts(splitQuestions(reading.burst))) {
    const isParticular = [...context, question].some(namesParticularCase);
    const found = isParticular ? undefined : bestOf(question, context, look);
    const best = found?.match ?? (isParticular ? undefined : followUp(question, reading, look));
    if (best) take(best);
    else if (isParticular || !isSocial(question)) open.push(question);
    // What was told has done its part where the question was only understood with it.
    for (const said of found?.isTogether === true ? [] : context) {
      if (said.trim().split(/\s+/).length < MIN_STATEMENT) continue;
      const own = namesParticularCase(said) ? undefined : look(said)[0];
      if (own && own.score >= STATEMENT_FROM) take(own);
    }
  }
  const rest = answered.size > 0 ? open.filter((part) => looksAsked(part) || namesParticularCase(part)) : open;
  return toFound(request, [...answered.values()].slice(0, MAX_ANSWERS), rest, scores);
}

interface Group {
  readonly question: string;
  /** What was told beside it: "I sat on my glasses. Can you help?" */
  readonly context: readonly string[];
}

/** Gives each question what was told before it, and the last one what was told after; without questions, each part. */
function groupParts(parts: readonly string[]): readonly Group[] {
  const groups: { readonly question: string; readonly context: string[] }[] = [];
  let told: string[] = [];
  for (const part of parts) {
    if (looksAsked(part)) {
      groups.push({ question: part, context: told });
      told = [];
    } else told.push(part);
  }
  const last = groups.at(-1);
  if (!last) return told.map((part) => ({ question: part, context: told.filter((other) => other !== part) }));
  last.context.push(...told);
  return groups;
}

/** What stands for something said before: "how do I fix it", "can you match that". */
const POINTS_BACK = /\b(?:it|this|that|them|those|these|they|das|es|die|lo|la|los|las|eso|esto|ca|to|bunu|onu)\W*$/iu;
/** Longest question of which most is in what was told before, in words. */
const MAX_POINTING = 7;

/**
 * The entry that answers a question, by itself or with what was told beside it, whichever is surer; a short question that
 * points back is understood with what it points to, where that has an answer.
 */
function bestOf(
  question: string,
  context: readonly string[],
  look: (text: string) => readonly KnowledgeMatch[],
): { readonly match: KnowledgeMatch; readonly isTogether: boolean } | undefined {
  const alone = answering(look(question));
  const together = context.length === 0 ? undefined : answering(look([...context, question].join('\n')));
  const pointsBack = POINTS_BACK.test(question) && question.trim().split(/\s+/).length <= MAX_POINTING;
  if (together && (!alone || pointsBack || together.score > alone.score)) return { match: together, isTogether: true };
  return alone && { match: alone, isTogether: false };
}

function toFound(
  request: ReplyRequest,
  matches: readonly KnowledgeMatch[],
  open: readonly string[],
  scores: Readonly<Record<string, number>>,
): Found {
  const said = matches.flatMap((match) => {
    const text = fillAnswer(match.entry.answer, request);
    return text === null ? [] : [{ match, text }];
  });
  // An answer of which nothing can be said is none.
  const silent = matches.filter((match) => said.every((one) => one.match !== match));
  const left = [...open, ...silent.map(({ entry }) => entry.question)];
  const told = said.length > 0 ? said.map(({ match }) => match.score) : [Math.max(0, ...Object.values(scores))];
  return {
    texts: [...new Set(said.map(({ text }) => text))],
    used: said.map(({ match }) => match.entry._id),
    open: left.length === 0 ? null : left.join(' '),
    scores,
    confidence: said.length === 0 && Object.keys(scores).length === 0 ? undefined : Math.min(...told),
  };
}

function answering(matches: readonly KnowledgeMatch[]): KnowledgeMatch | undefined {
  const best = matches[0];
  return best && best.score >= ANSWERS_FROM ? best : undefined;
}

/** Looks at a question together with the one before, without the entry that the customer has just been told. */
function followUp(
  part: string,
  { before, lastReply }: Reading,
  look: (text: string) => readonly KnowledgeMatch[],
): KnowledgeMatch | undefined {
  if (before === null || part.split(/\s+/).length > MAX_FOLLOW_UP || !GOES_ON.test(part)) return undefined;
  const matches = look(`${before} ${part}`);
  const told = matches.filter(({ entry }) => lastReply?.includes(entry.answer) === true);
  const left = 1 - told.reduce((sum, { score }) => sum + score, 0);
  const others = matches
    .filter((match) => !told.includes(match))
    .map((match) => ({ ...match, score: Math.min(1, match.score / Math.max(left, 0.01)) }));
  const words = part.toLowerCase();
  const [best] = others;
  if (best && best.score >= ANSWERS_FROM && best.why.some((word) => words.includes(word))) return best;
  // Asked once more about the same: "and on saturday?" after the opening hours.
  const [same] = told;
  return same && same.score >= ANSWERS_FROM && same.why.some((word) => words.includes(word)) ? same : undefined;
}
