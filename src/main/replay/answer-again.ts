import type { KnowledgeEntry } from '../../shared/domain';
import type { ReplayAnswer, ReplayChange } from '../../shared/replay';
import { isoNow } from '../app/clock';
import { writeReply, type WriteReplyParts } from '../conversation/write-reply';
import type { Store } from '../store/store';
import { conversationAsOf, storeAsOf } from './as-of';
import type { FoundQuestion } from './find-questions';

/** A provider that has not answered by then never will. */
const ANSWER_LIMIT_MS = 60_000;

export interface AnswerAgainParts extends WriteReplyParts {
  readonly store: Store;
}

/** An answer and what it took. */
export interface AnsweredAgain {
  readonly answer: ReplayAnswer;
  readonly tokens: number;
  /** In US dollars; null where it is not known. */
  readonly costUsd: number | null;
}

/**
 * Has a past question answered by the same way as a new one (same composing, same provider, same checks), on the conversation
 * as it stood then. Instructions and knowledge are those of now, with the change.
 */
export async function answerAgain(
  parts: AnswerAgainParts,
  { address, message }: FoundQuestion,
  change: ReplayChange,
  signal: AbortSignal,
): Promise<AnsweredAgain> {
  const conversation = conversationAsOf(await parts.store.conversation(address), message._id);
  const contact_id = parts.store.now.get('addresses', address)?.contact_id ?? '';
  const store = storeAsOf(parts.store, conversation, entryOf(parts, change));
  const settings = () => {
    const now = parts.settings();
    return change.instructions === null ? now : { ...now, instructions: change.instructions };
  };
  // Nobody waits at the conversation for what is written here.
  const { onWriting: _unheard, ...quiet } = parts;
  const to = { address, contact_id, message };
  const written = await writeReply({ ...quiet, store, settings }, { to, signal, limitMs: ANSWER_LIMIT_MS });
  if (written.kind === 'failed') {
    return { answer: { kind: 'failed', reason: written.reason }, tokens: 0, costUsd: null };
  }
  const { text, handOff, knowledge, tokens, costUsd } = written.reply;
  const changed = 'changed' in written && Array.isArray(written.changed) ? (written.changed as string[]) : [];
  return {
    answer: { kind: 'answer', text, handOff: handOff?.reason ?? null, changed, knowledge },
    tokens: tokens ?? 0,
    costUsd: costUsd ?? null,
  };
}

function entryOf({ store, clock }: AnswerAgainParts, { entry }: ReplayChange): KnowledgeEntry | null {
  if (entry === null) return null;
  const { entry_id, question, answer, forms } = entry;
  const before = entry_id === null ? undefined : store.now.get('knowledge', entry_id);
  const at = isoNow(clock);
  return {
    ...{ createdAt: at, tags: [] },
    ...before,
    ...{ _id: entry_id ?? 'entry-on-trial', question, answer, forms, updatedAt: at },
  };
}
