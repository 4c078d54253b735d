import type { ReplayChoice } from '../../shared/replay';
import type { Work } from '../ipc/long-work';
import type { Store } from '../store/store';
import { pastQuestions, type PastQuestion } from './past-questions';

/** A question with the address that its conversation is kept under. */
export interface FoundQuestion extends PastQuestion {
  readonly address: string;
}

/**
 * Finds the newest questions that are wanted, the newest first. Conversations are read from the one that somebody wrote in
 * last, until no older one can hold a newer question than those that were found.
 *
 * @param dayOf gives the day that a time falls on, `YYYY-MM-DD`
 * @throws the signal's reason when the work is cancelled, and what the store throws
 */
export async function findQuestions(
  store: Pick<Store, 'now' | 'allConversations'>,
  choice: ReplayChoice,
  dayOf: (iso: string) => string,
  work: Work,
): Promise<readonly FoundQuestion[]> {
  const lastIn = new Map<string, string>();
  for (const { _id, contact_id } of store.now.values('addresses')) {
    const last = store.now.get('threads', contact_id)?.lastInboundAt;
    if (last != null && (choice.from === null || dayOf(last) >= choice.from)) lastIn.set(_id, last);
  }
  const newestFirst = [...lastIn].sort(([, a], [, b]) => (a < b ? 1 : -1)).map(([address]) => address);
  let found: FoundQuestion[] = [];
  let read = 0;
  for await (const conversation of store.allConversations(newestFirst)) {
    work.signal.throwIfAborted();
    const { address } = conversation;
    const own = pastQuestions(conversation.messages()).filter((one) => isWanted(one, choice, dayOf));
    found = [...found, ...own.map((one) => ({ ...one, address }))]
      .sort((a, b) => (a.message.createdAt < b.message.createdAt ? 1 : -1))
      .slice(0, choice.questions);
    work.report(++read, newestFirst.length);
    const oldest = found[choice.questions - 1]?.message.createdAt;
    const next = lastIn.get(newestFirst[read] ?? '');
    if (oldest !== undefined && next !== undefined && next < oldest) break;
  }
  return found;
}

function isWanted(question: PastQuestion, choice: ReplayChoice, dayOf: (iso: string) => string): boolean {
  const day = dayOf(question.message.createdAt);
  if (choice.from !== null && day < choice.from) return false;
  if (choice.to !== null && day > choice.to) return false;
  return !choice.handedOverOnly || question.isHandedOver;
}
