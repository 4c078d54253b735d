import type { AskedAnswer, EntryScore } from '../../shared/contract/knowledge-contract';
import type { CommunicationType, KnowledgeEntry } from '../../shared/domain';
import { ANSWERS_FROM, type KnowledgeSearch } from '../ai/knowledge-search';
import type { Meanings } from '../ai/meaning/meanings';
import type { Reply, ReplyRequest } from '../ai/provider';
import { isoNow } from '../app/clock';
import { askProvider, type WriteReplyParts } from '../conversation/write-reply';
import type { Work } from '../ipc/long-work';
import type { Store } from '../store/store';

/** A provider that has not answered by then never will, in milliseconds. */
const LIMIT_MS = 60_000;
/** Most entries that are shown with their scores, near misses included. */
const MOST_SCORES = 8;

export interface AskQuestionParts extends Omit<WriteReplyParts, 'store' | 'onWriting'> {
  readonly store: Pick<Store, 'now'>;
  readonly search: KnowledgeSearch;
  readonly meanings: Meanings;
}

export interface TestQuestion {
  readonly question: string;
  readonly type: CommunicationType;
}

/**
 * Makes the function that has the provider in force answer a question as if a new customer had asked it. Nothing is stored
 * and nothing is sent. It throws the reason of the work's signal when that is cancelled.
 */
export function createAskQuestion(parts: AskQuestionParts): (asked: TestQuestion, work: Work) => Promise<AskedAnswer> {
  const { clock, search, meanings } = parts;

  return async ({ question, type }, work) => {
    const knowledge = [...parts.store.now.values('knowledge')];
    const provider = parts.provider();
    const startedAt = clock.now();
    const compose = (signal: AbortSignal): ReplyRequest => ({
      ...{ communication_type: type, instructions: parts.settings().instructions },
      knowledge: knowledge.filter(({ active }) => active !== false),
      turns: [{ who: 'customer', text: question, at: isoNow(clock) }],
      ...{ returning: false, contactName: null, signal },
    });
    const written = await askProvider(
      { ...parts, provider: () => provider },
      { compose, signal: work.signal, limitMs: LIMIT_MS },
    );
    work.signal.throwIfAborted();
    const reply = written.kind === 'reply' ? written.reply : null;
    const found = await meanings.understand(() => search(knowledge, question, MOST_SCORES));
    return {
      provider: provider.name,
      model: reply?.model ?? null,
      durationMs: Math.round(clock.now() - startedAt),
      text: reply?.text ?? null,
      problem: written.kind === 'failed' ? written.reason : null,
      rule: reply?.rule ?? null,
      handOff: reply?.handOff?.reason ?? null,
      scores: scoresOf(found, knowledge, reply),
      answersFrom: ANSWERS_FROM,
    };
  };
}

/**
 * The best entries by how well they fit, and all that the answer rests on, however little they fit. Of several questions
 * each is answered by itself, so what was answered with may fit a part far better than the whole.
 */
function scoresOf(
  found: readonly { readonly entry: KnowledgeEntry; readonly score: number; readonly why: readonly string[] }[],
  knowledge: readonly KnowledgeEntry[],
  reply: Pick<Reply, 'knowledge' | 'scores'> | null,
): EntryScore[] {
  const used = reply?.knowledge ?? [];
  const others = knowledge.filter(({ _id }) => used.includes(_id) && found.every(({ entry }) => entry._id !== _id));
  return [...found, ...others.map((entry) => ({ entry, score: 0, why: [] }))]
    .map(({ entry: { _id, question }, score, why }) => {
      const isUsed = used.includes(_id);
      const best = isUsed ? Math.max(score, reply?.scores?.[_id] ?? 0) : score;
      return { entry_id: _id, question, score: best, why, used: isUsed };
    })
    .sort((a, b) => b.score - a.score);
}
