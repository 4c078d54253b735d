import type { AskedAnswer, EntryScore } from '../../shared/contract/knowledge-contract';
import type { CommunicationType, KnowledgeEntry, Message } from '../../shared/domain';
import { ANSWERS_FROM, type KnowledgeSearch } from '../ai/knowledge-search';
import { isoNow, type Clock } from '../app/clock';
import { writeReply, type WriteReplyParts } from '../conversation/write-reply';
import type { Work } from '../ipc/long-work';
import type { Conversation, Now } from '../store/store';

/** A provider that has not answered by then never will, in milliseconds. */
const LIMIT_MS = 60_000;
/** Most entries that are shown with their scores, near misses included. */
const MOST_SCORES = 8;

export interface AskQuestionParts extends Omit<WriteReplyParts, 'onWriting'> {
  readonly search: KnowledgeSearch;
}

export interface TestQuestion {
  readonly question: string;
  readonly type: CommunicationType;
}

/**
 * Makes the function that has the provider in force answer a question as if a new customer had asked it, in the very way
 * in which customers are answered. Nothing is stored and nothing is sent. It throws the reason of the work's signal when
 * that is cancelled.
 */
export function createAskQuestion(parts: AskQuestionParts): (asked: TestQuestion, work: Work) => Promise<AskedAnswer> {
  const { store, clock, search } = parts;
  const { onError, holdsSecret, settings } = parts;
  const writing = {
    ...{ clock, onError, holdsSecret, settings },
    store: { now: store.now, conversation: () => Promise.resolve(nobody) },
  };

  return async (asked, { signal }) => {
    const provider = parts.provider();
    const startedAt = clock.now();
    const to = { address: nobody.address, contact_id: '', message: messageOf(asked, store.now, clock) };
    const written = await writeReply({ ...writing, provider: () => provider }, { to, signal, limitMs: LIMIT_MS });
    signal.throwIfAborted();
    const knowledge = [...store.now.values('knowledge')];
    const reply = written.kind === 'reply' ? written.reply : null;
    return {
      provider: provider.name,
      model: reply?.model ?? null,
      durationMs: Math.round(clock.now() - startedAt),
      text: reply?.text ?? null,
      problem: written.kind === 'failed' ? written.reason : null,
      rule: reply?.rule ?? null,
      handOff: reply?.handOff?.reason ?? null,
      scores: scoresOf(search(knowledge, asked.question, MOST_SCORES), knowledge, reply?.knowledge ?? []),
      answersFrom: ANSWERS_FROM,
    };
  };
}

/** The conversation of a customer who has never been here. */
const nobody: Conversation = {
  address: '',
  sessions: () => [],
  messages: () => [],
  session: () => undefined,
  message: () => undefined,
};

/** The question as it would come in, at a number of ours of its kind. */
function messageOf({ question, type }: TestQuestion, now: Now, clock: Clock): Message {
  const channel = [...now.values('channels')].find((one) => one.communication_type === type);
  return {
    ...{ _id: 'try', session_id: 'try', channel_id: channel?._id ?? 'try', communication_type: type },
    ...{ content: question, sender: 'contact', status: 'received', createdAt: isoNow(clock) },
    metadata: { fromNumber: '', toNumber: channel?.address ?? '' },
  };
}

/** The best entries by how well they fit, and all that the answer rests on, however little they fit. */
function scoresOf(
  found: readonly { readonly entry: KnowledgeEntry; readonly score: number; readonly why: readonly string[] }[],
  knowledge: readonly KnowledgeEntry[],
  used: readonly string[],
): EntryScore[] {
  const others = knowledge.filter(({ _id }) => used.includes(_id) && found.every(({ entry }) => entry._id !== _id));
  return [...found, ...others.map((entry) => ({ entry, score: 0, why: [] }))]
    .sort((a, b) => b.score - a.score)
    .map(({ entry, score, why }) => ({
      ...{ entry_id: entry._id, question: entry.question, score, why },
      used: used.includes(entry._id),
    }));
}
