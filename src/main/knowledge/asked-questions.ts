import type { Explanation, Message } from '../../shared/domain';

/** A question of a customer that no entry answered. */
export interface AskedQuestion {
  readonly address: string;
  readonly message_id: string;
  readonly type: Message['communication_type'];
  readonly question: string;
  readonly at: string;
  /** What a person wrote next; null while nobody has. */
  readonly answer: string | null;
  /** Our number that it was written to. */
  readonly ourNumber: string;
}

/** The provider's rule for what none of the team's entries answers. */
const NO_ENTRY = 'no entry fits';
/** The rule of the desk for what a provider gave to a person. */
const GIVEN = 'hand-off';
/** Rules of the providers by which a person is called although nothing was asked that an entry could answer. */
const NO_QUESTION = new Set(['asks for a person', 'asks whether this is a person', 'yes to a colleague', 'complaint']);
/** What the providers say of a customer who wants a person. */
const WANTS_PERSON = /asked for a person/i;
/** Longest question that is kept, in characters. */
const MAX_QUESTION = 500;
/** A person who writes later than this answers something else, in milliseconds. */
const ANSWERED_WITHIN_MS = 7 * 86_400_000;

/**
 * Finds what a customer asked and the AI gave to a person, or had no entry for, with what the person answered. Several
 * texts that nobody answered in between are one question.
 *
 * @param messages of one conversation, oldest first
 */
export function askedQuestions(address: string, messages: readonly Message[]): readonly AskedQuestion[] {
  const found: AskedQuestion[] = [];
  let burst: Message[] = [];
  let isAnswered = false;
  /** Where in `found` the burst stands; -1: it is no gap (so far). */
  let at = -1;
  for (const message of messages) {
    if (message.kind !== undefined || message.sender === 'system') continue;
    if (message.sender === 'contact') {
      if (isAnswered) [burst, at, isAnswered] = [[], -1, false];
      burst.push(message);
      if (at < 0 && !isGapByDecision(message)) continue;
    } else if (message.sender === 'ai') {
      if (message.status !== 'draft') isAnswered = true;
      const verdict = verdictOf(message.explanation);
      // The provider's own word goes before what was made of it.
      if (verdict === 'no gap' && at >= 0) {
        found.pop();
        at = -1;
      }
      if (verdict !== 'gap') continue;
    } else {
      if (isSaid(message)) {
        isAnswered = true;
        answerAll(found, message);
      }
      continue;
    }
    const question = questionOf(address, burst);
    if (!question) continue;
    if (at < 0) at = found.push(question) - 1;
    else found[at] = question;
  }
  return found;
}

/** Whether what was decided about a message says that no entry answered it. */
function isGapByDecision({ decision }: Message): boolean {
  if (decision === undefined) return false;
  if (decision.would?.explanation) return verdictOf(decision.would.explanation) === 'gap';
  return decision.kind === 'hand over' && decision.rule === GIVEN && !WANTS_PERSON.test(decision.reason);
}

/** What a provider's own account says of the question that it wrote to; null: nothing. */
function verdictOf(explanation: Explanation | undefined): 'gap' | 'no gap' | null {
  const rules = explanation?.rule?.split(' + ') ?? [];
  if (rules.includes(NO_ENTRY)) return 'gap';
  if (explanation?.handOff === undefined) return null;
  return rules.some((rule) => NO_QUESTION.has(rule)) || WANTS_PERSON.test(explanation.handOff) ? 'no gap' : 'gap';
}

function questionOf(address: string, burst: readonly Message[]): AskedQuestion | null {
  const last = burst.at(-1);
  const question = burst
    .map(({ content }) => content.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join(' ')
    .slice(-MAX_QUESTION)
    .replace(/^\p{Surrogate}/u, '');
  // A smile or a full stop asks nothing.
  if (!last || !/[\p{L}\p{N}]{2}/u.test(question)) return null;
  return {
    ...{ address, message_id: last._id, type: last.communication_type, question, at: last.createdAt },
    ...{ answer: null, ourNumber: last.metadata.toNumber },
  };
}

function isSaid({ status, content }: Message): boolean {
  return content.trim() !== '' && status !== 'draft' && status !== 'failed' && status !== 'undelivered';
}

/** A person's text answers all that waited for one. */
function answerAll(found: AskedQuestion[], { content, createdAt }: Message): void {
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const question = found[at];
    if (question?.answer !== null) return;
    if (Date.parse(createdAt) - Date.parse(question.at) <= ANSWERED_WITHIN_MS)
      found[at] = { ...question, answer: content };
  }
}
