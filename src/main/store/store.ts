import type { Change, Entry } from '../../shared/changes';
import type { Message, Session, Tables } from '../../shared/domain';
import type { InboxTable, Write } from '../../shared/tables';

/** Sessions and messages of one contact address, as they are now. */
export interface Conversation {
  readonly address: string;
  /** In order of creation. */
  sessions(): readonly Session[];
  /** In order of time, oldest first. */
  messages(): readonly Message[];
  session(id: string): Session | undefined;
  message(id: string): Message | undefined;
}

/** The state that a decision is made on. */
export interface Now {
  get<T extends InboxTable>(table: T, id: string): Tables[T] | undefined;
  values<T extends InboxTable>(table: T): Iterable<Tables[T]>;
}

/** What was decided: the changes to make true together, and what to tell the caller. */
export interface Decision<R> {
  readonly changes: readonly Change[];
  readonly result: R;
}

/**
 * Told of an entry with what the reducer made of it: the documents that it left behind in what is always in memory, in the
 * order in which they were written.
 */
export type EntryListener = (entry: Entry, written: readonly Write[]) => void;

/** Trouble with the disk that an operator must know of; null when all is well again. */
export type StoreProblem = { readonly message: string; readonly remedy: string } | null;

/**
 * The port to what the desk remembers. One implementation keeps a journal and documents in the data folder;
 * another may share one list of changes between desks, so a decision is a function of the newest state that
 * may be called again when another desk was quicker.
 */
export interface Store {
  /** Number of the newest applied entry; 0 when nothing has happened yet. */
  readonly seq: number;
  /** What is always in memory. */
  readonly now: Now;
  /**
   * Decides on the newest state, applies what was decided at once (the next decision sees it), and gives the result when it
   * is durable. No changes: gives the result at once, without a line.
   *
   * @throws StoreUnavailableError when the disk does not take it; it is kept and written as soon as it can be
   */
  commit<R>(decide: (now: Now) => Decision<R>): Promise<R>;
  /** The same with a conversation loaded first, in the state of the very decision. */
  commitTo<R>(address: string, decide: (now: Now, conversation: Conversation) => Decision<R>): Promise<R>;
  /** Gives a conversation, loading it if need be. Ask again after awaiting anything else. */
  conversation(address: string): Promise<Conversation>;
  /**
   * Gives conversations one after the other (all that there are, unless told which), each as it is at the moment when it
   * is given: up to and with `seq`. None is kept in memory for it; look at each before asking for the next.
   *
   * @throws StoreUnavailableError (while going on) when the disk does not give one
   */
  allConversations(addresses?: readonly string[]): AsyncIterable<Conversation>;
  /** Calls back for each entry once it is durable, in order. Gives the function that ends it. */
  subscribe(listener: EntryListener): () => void;
  /** Calls back when trouble with the disk begins, changes or ends. */
  onProblem(listener: (problem: StoreProblem) => void): () => void;
  readonly problem: StoreProblem;
  /** Writes everything out and lets the folder go. */
  close(): Promise<void>;
}

/** The disk did not take a change (full, read-only, gone). Nothing is lost, but nothing may be acknowledged. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  /** What the disk has and what to do about it, apart; null where it is not the disk that takes nothing. */
  readonly problem: StoreProblem;

  constructor(message: string, { cause, problem = null }: { cause?: unknown; problem?: StoreProblem } = {}) {
    super(message, { cause });
    this.problem = problem;
  }
}
