import { setImmediate } from 'node:timers/promises';
import { gramsOf } from '../../shared/alike';
import type { Gap, Gaps, NearEntry } from '../../shared/contract/knowledge-contract';
import { ANSWERS_FROM, type KnowledgeMatch, type KnowledgeSearch } from '../ai/knowledge-search';
import type { Meanings } from '../ai/meaning/meanings';
import type { Clock } from '../app/clock';
import type { Work } from '../ipc/long-work';
import { keepOfConversations } from '../store/keep-of-conversations';
import type { Store } from '../store/store';
import { askedQuestions, type AskedQuestion } from './asked-questions';
import type { DismissedGaps } from './dismissed-gaps';
import { createQuestionGroups } from './group-questions';
import { withVariables } from './with-variables';

/** So far is looked back, in days: what was asked before that, nobody waits for. */
const DAYS = 90;
/** Most questions that are grouped, the newest; and most groups and examples that are given. */
const MOST_QUESTIONS = 2_000;
const MOST_GAPS = 100;
const MOST_EXAMPLES = 5;
/** Most entries that a gap may belong to, and the score from which on one is worth a look. */
const MOST_NEAR = 5;
const NEAR_FROM = 0.005;

export interface FindGapsParts {
  readonly store: Pick<Store, 'now' | 'subscribe' | 'allConversations'>;
  readonly clock: Clock;
  readonly search: KnowledgeSearch;
  readonly meanings: Meanings;
  readonly dismissed: DismissedGaps;
  /** The operator's own name; empty while none is set. */
  readonly operatorName: () => string;
}

/**
 * Makes the function that finds what customers asked lately and no entry answers (any more), the most frequent first. A
 * conversation is read when it is first needed and after something has happened to it.
 */
export function createFindGaps(parts: FindGapsParts): (work: Work) => Promise<Gaps> {
  const { store, clock, dismissed, search, meanings } = parts;
  const asked = keepOfConversations(store, (one) => askedQuestions(one.address, one.messages()));
  /** What comes nearest to a question, as long as the entries and what is known of their meaning stay the same. */
  const known = new Map<string, readonly KnowledgeMatch[]>();
  let knownAfter = 0;
  store.subscribe(({ changes }) => {
    if (changes.some(({ type }) => type.startsWith('knowledge.') || type === 'documents.imported')) known.clear();
  });
  const find = (question: string) => search([...store.now.values('knowledge')], question, MOST_NEAR);
  const nearestTo = (question: string): readonly KnowledgeMatch[] => known.get(question) ?? find(question);
  const isAnswered = (question: string) => (nearestTo(question)[0]?.score ?? 0) >= ANSWERS_FROM;

  return async (work) => {
    if (meanings.timesLearned() !== knownAfter) known.clear();
    knownAfter = meanings.timesLearned();
    const since = new Date(clock.now() - DAYS * 86_400_000).toISOString();
    const lists = await asked.of(work, addressesSince(store, since));
    const newest = [...lists.values()]
      .flat()
      .filter(({ at }) => at >= since)
      .sort((a, b) => compare(b.at, a.at) || compare(b.message_id, a.message_id))
      .slice(0, MOST_QUESTIONS);
    const isDismissed = dismissed.matcher();
    const grouping = createQuestionGroups<AskedQuestion>();
    for (const one of newest) {
      // With thousands of entries each takes some time, so others go first.
      if (!known.has(one.question)) {
        await setImmediate();
        known.set(one.question, await meanings.understand(() => find(one.question)));
      }
      work.signal.throwIfAborted();
      if (!isAnswered(one.question) && !isDismissed(gramsOf(one.question))) grouping.add(one);
    }
    const gaps = grouping.groups.map((group) => ({ ...gapOf(parts, group), near: nearOf(group, nearestTo) }));
    // Sorting keeps the order of those that are as frequent: the newest first.
    return {
      gaps: gaps.sort((a, b) => b.count - a.count).slice(0, MOST_GAPS),
      days: DAYS,
      dismissed: dismissed.groups(),
    };
  };
}

/** Addresses of people who have written since then: only their conversations are read. */
function addressesSince(store: FindGapsParts['store'], since: string): string[] {
  return [...store.now.values('addresses')]
    .filter(({ contact_id }) => (store.now.get('threads', contact_id)?.lastInboundAt ?? '') >= since)
    .map(({ _id }) => _id);
}

/** @param group the newest first, at least one */
function gapOf({ store: { now }, operatorName }: FindGapsParts, group: readonly AskedQuestion[]): Omit<Gap, 'near'> {
  const contactOf = (address: string) => now.get('addresses', address)?.contact_id ?? '';
  const answered = group.find(({ answer }) => answer !== null);
  return {
    question: group[0]?.question ?? '',
    count: group.length,
    newestAt: group[0]?.at ?? '',
    examples: group.slice(0, MOST_EXAMPLES).map(({ question, at, address, message_id, type, answer }) => ({
      ...{ question, at, message_id, type, answer, contact_id: contactOf(address) },
    })),
    answer:
      answered?.answer == null
        ? null
        : withVariables(answered.answer, {
            contact: now.get('contacts', contactOf(answered.address)),
            address: answered.address,
            ourNumber: answered.ourNumber,
            operator: operatorName(),
          }),
  };
}

/** Which entries come nearest to any question of a group, each with the best that it reached. */
function nearOf(
  group: readonly AskedQuestion[],
  nearestTo: (question: string) => readonly KnowledgeMatch[],
): readonly NearEntry[] {
  const best = new Map<string, NearEntry>();
  for (const { entry, score } of group.flatMap(({ question }) => nearestTo(question))) {
    if (score < NEAR_FROM || score <= (best.get(entry._id)?.score ?? 0)) continue;
    const { _id: entry_id, question, forms = [] } = entry;
    best.set(entry_id, { entry_id, question, score, wordings: 1 + forms.length });
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, MOST_NEAR);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
