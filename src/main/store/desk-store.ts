import type { Write } from '../../shared/tables';
import type { CheckpointSchedule } from './checkpoint-schedule';
import type { Conversations } from './conversations';
import { describeDiskProblem, toUnavailable } from './disk-problem';
import type { Inbox } from './inbox';
import type { AppliedEntry, Journal } from './journal';
import { toLine } from './journal-line';
import {
  type Conversation,
  type Decision,
  type EntryListener,
  type Now,
  type Store,
  type StoreProblem,
  StoreUnavailableError,
} from './store';
import type { StoreLog } from './store-log';
import type { Undo } from './undo';

/** The parts that a store is made of. */
export interface DeskStoreParts {
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly journal: Journal;
  readonly schedule: CheckpointSchedule;
  readonly log: StoreLog;
  /** Lets the folder go. */
  readonly release: () => Promise<void>;
}

/** The state of one desk: decides, applies, has it written, and tells. */
export class DeskStore implements Store {
  private parts: DeskStoreParts | null = null;
  private lastSeq: number;
  private readonly listeners = new Set<EntryListener>();
  private readonly problemListeners = new Set<(problem: StoreProblem) => void>();
  private reported: StoreProblem = null;
  private documentProblem: StoreProblem = null;
  private closing: Promise<void> | null = null;

  /** @param seq the newest applied entry */
  constructor(
    readonly now: Now,
    seq: number,
  ) {
    this.lastSeq = seq;
  }

  /** Gives the store its parts, some of which call back to it. */
  begin(parts: DeskStoreParts): void {
    this.parts = parts;
  }

  get seq(): number {
    return this.lastSeq;
  }

  get problem(): StoreProblem {
    return this.reported;
  }

  commit<R>(decide: (now: Now) => Decision<R>): Promise<R> {
    return this.decideAndWrite(() => decide(this.now));
  }

  async commitTo<R>(address: string, decide: (now: Now, conversation: Conversation) => Decision<R>): Promise<R> {
    const { conversations } = this.use();
    for (;;) {
      const conversation = conversations.peek(address);
      if (conversation) return this.decideAndWrite(() => decide(this.now, conversation));
      // It can be let go again while this waits for its turn.
      await conversations.load(address);
    }
  }

  conversation(address: string): Promise<Conversation> {
    return this.use().conversations.load(address);
  }

  async *allConversations(addresses = idsOf(this.now.values('addresses'))): AsyncGenerator<Conversation> {
    yield* this.use().conversations.each(addresses);
  }

  subscribe(listener: EntryListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onProblem(listener: (problem: StoreProblem) => void): () => void {
    this.problemListeners.add(listener);
    return () => this.problemListeners.delete(listener);
  }

  close(): Promise<void> {
    return (this.closing ??= this.closeNow());
  }

  /** Tells everyone of an entry that has become durable. */
  publish({ entry, written }: AppliedEntry): void {
    for (const listener of this.listeners) this.call(() => listener(entry, written));
  }

  /** Notes how the last checkpoint ended. */
  noteCheckpoint(error: unknown): void {
    // While the journal is not taken, no document may be written: that has been said already.
    const isOwn = error !== null && !this.parts?.journal.problem;
    this.documentProblem = isOwn ? describeDiskProblem(error, 'documents') : null;
    if (isOwn) this.parts?.log.error('The documents could not be written.', { detail: error });
    this.reportProblem();
  }

  /** Tells everyone when trouble with the disk begins, changes or ends. */
  reportProblem(): void {
    const problem = this.parts?.journal.problem ?? this.documentProblem;
    if (problem?.message === this.reported?.message) return;
    this.reported = problem;
    if (problem) this.parts?.log.error(`${problem.message} ${problem.remedy}`);
    else this.parts?.log.info('The disk takes data again.');
    for (const listener of this.problemListeners) this.call(() => listener(problem));
  }

  /**
   * Everything up to the promise happens in one go, so nobody sees a state in between. An answer that rests on
   * what is not durable yet waits for that, even if it adds nothing itself.
   */
  private async decideAndWrite<R>(decide: () => Decision<R>): Promise<R> {
    const { inbox, conversations, journal, schedule } = this.use();
    if (journal.problem) throw toUnavailable(journal.problem);
    const { changes, result } = decide();
    if (changes.length === 0) {
      await journal.whenDurable(this.lastSeq);
      return result;
    }
    const seq = this.lastSeq + 1;
    const line = toLine(seq, changes);
    const undo: Undo = [];
    const written: Write[] = [];
    try {
      for (const change of changes) {
        for (const write of inbox.apply(change, seq, undo)) written.push(write);
        conversations.apply(change, seq, undo);
      }
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
    this.lastSeq = seq;
    schedule.noteCommit();
    await journal.append({ entry: { seq, changes }, written }, line);
    return result;
  }

  /** Calls a part of the console that listens; its mistake must not stop the store. */
  private call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.parts?.log.error('A part of the console could not follow what happened.', { detail: error });
    }
  }

  private use(): DeskStoreParts {
    if (!this.parts || this.closing) throw new StoreUnavailableError('The console is closing.');
    return this.parts;
  }

  private async closeNow(): Promise<void> {
    const { parts } = this;
    if (!parts) return;
    await parts.schedule.stop();
    try {
      await parts.schedule.runNow();
    } catch (error) {
      parts.log.warn('Not all documents could be written; the journal has what they lack.', { detail: error });
    }
    await parts.journal.close();
    if (parts.journal.durableSeq < this.lastSeq) {
      parts.log.error(
        'What happened since the disk failed could not be kept and is lost. Nobody was told that it was kept.',
      );
    }
    await parts.release();
  }
}

function idsOf(documents: Iterable<{ readonly _id: string }>): string[] {
  return Array.from(documents, ({ _id }) => _id);
}
