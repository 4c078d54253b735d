import type { AskedAnswer, EntryScore } from '../../shared/contract/knowledge-contract';
import type { CommunicationType, KnowledgeEntry } from '../../shared/domain';
import { checkReply } from '../ai/check-reply';
import { ANSWERS_FROM, createKnowledgeSearch } from '../ai/knowledge-search';
import { ProviderError, type Provider, type Reply } from '../ai/provider';
import { isoNow, type Clock } from '../app/clock';
import type { DeskSettings } from '../conversation/desk-settings';
import { unlessStopped, type Work } from '../ipc/long-work';
import type { Store } from '../store/store';

/** A provider that has not answered by then never will, in milliseconds. */
const LIMIT_MS = 60_000;
/** Most entries that are shown with their scores, near misses included. */
const MOST_SCORES = 8;

export interface AskQuestionParts {
  readonly store: Pick<Store, 'now'>;
  readonly clock: Clock;
  readonly settings: () => DeskSettings;
  readonly provider: () => Provider;
  /** Told the technical text of a failure that is none of the provider's own sentences. */
  readonly onError: (error: unknown) => void;
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
  const { clock } = parts;
  const search = createKnowledgeSearch();

  return async ({ question, type }, work) => {
    const knowledge = [...parts.store.now.values('knowledge')];
    const provider = parts.provider();
    const limit = new AbortController();
    const stop = () => limit.abort(work.signal.reason);
    work.signal.addEventListener('abort', stop, { once: true });
    const cancel = clock.after(LIMIT_MS, () => limit.abort(new ProviderError('The AI took too long to answer.')));
    const startedAt = clock.now();
    let reply: Reply | null = null;
    let problem: string | null;
    try {
      const request = {
        ...{ communication_type: type, instructions: parts.settings().instructions, knowledge },
        turns: [{ who: 'customer' as const, text: question, at: isoNow(clock) }],
        ...{ returning: false, contactName: null, signal: limit.signal },
      };
      reply = await unlessStopped(Promise.resolve(provider.reply(request)), limit.signal);
      problem = checkReply(reply.text);
    } catch (error) {
      work.signal.throwIfAborted();
      const cause: unknown = limit.signal.aborted ? limit.signal.reason : error;
      if (cause instanceof ProviderError) problem = cause.message;
      else {
        parts.onError(cause);
        problem = 'The AI could not write an answer.';
      }
    } finally {
      cancel();
      work.signal.removeEventListener('abort', stop);
    }
    const used = reply?.knowledge ?? [];
    return {
      provider: provider.name,
      model: reply?.model ?? null,
      durationMs: Math.round(clock.now() - startedAt),
      text: problem === null ? (reply?.text ?? null) : null,
      problem,
      rule: reply?.rule ?? null,
      handOff: reply?.handOff?.reason ?? null,
      scores: scoresOf(search(knowledge, question, MOST_SCORES), knowledge, used),
      answersFrom: ANSWERS_FROM,
    };
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
