import { applyToConversation } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { Message, Session } from '../../shared/domain';
import { put, type Reading, type Write } from '../../shared/tables';
import { OrderedDocuments } from './ordered-documents';
import type { Conversation } from './store';
import type { Undo } from './undo';

/** How many messages a document of older ones holds. The newest document is divided at twice as many. */
export const CHUNK_MESSAGES = 500;

/** One of the documents that hold the older messages of a long conversation. */
export interface Chunk {
  readonly number: number;
  /** Name of its file; null until it has been written. */
  file: string | null;
  /** Whether it lacks something that is in memory. */
  dirty: boolean;
}

export interface ChunkContent {
  readonly sessions: readonly Session[];
  readonly messages: readonly Message[];
}

/** A conversation as its documents have it. */
export interface StoredConversation extends ChunkContent {
  /** The newest change in it. */
  readonly seq: number;
  /** Older messages, oldest first. */
  readonly chunks: readonly (ChunkContent & { readonly chunk: Chunk })[];
}

/** What there is to write of a conversation, as it was at one moment. */
export interface ConversationSnapshot extends ChunkContent {
  readonly chunks: readonly { readonly chunk: Chunk; readonly content: ChunkContent | null; readonly count: number }[];
}

/** Sessions and messages of one address in memory, and which document each of them is kept in. */
export class ConversationState implements Conversation {
  readonly address: string;
  private readonly sessionList: OrderedDocuments<Session>;
  private readonly messageList: OrderedDocuments<Message>;
  private readonly chunks: Chunk[];
  private readonly chunkOfSession = new Map<string, Chunk>();
  private readonly chunkOfMessage = new Map<string, Chunk>();
  private readonly reading: Reading = {
    get: (table, id) =>
      (table === 'sessions' ? this.session(id) : table === 'messages' ? this.message(id) : undefined) as never,
  };

  constructor(
    address: string,
    stored: StoredConversation,
    private readonly chunkMessages = CHUNK_MESSAGES,
  ) {
    this.address = address;
    this.chunks = stored.chunks.map(({ chunk }) => chunk);
    for (const { chunk, sessions, messages } of stored.chunks) {
      for (const { _id } of sessions) this.chunkOfSession.set(_id, chunk);
      for (const { _id } of messages) this.chunkOfMessage.set(_id, chunk);
    }
    this.sessionList = new OrderedDocuments([...stored.chunks.flatMap(({ sessions }) => sessions), ...stored.sessions]);
    this.messageList = new OrderedDocuments([...stored.chunks.flatMap(({ messages }) => messages), ...stored.messages]);
  }

  sessions(): readonly Session[] {
    return this.sessionList.list();
  }

  messages(): readonly Message[] {
    return this.messageList.list();
  }

  session(id: string): Session | undefined {
    return this.sessionList.get(id);
  }

  message(id: string): Message | undefined {
    return this.messageList.get(id);
  }

  /** What it costs to keep it in memory, counted in messages. */
  get weight(): number {
    return 4 + this.messageList.size + this.sessionList.size;
  }

  /**
   * Applies one change.
   *
   * @param undo takes what brings back the state as it was, to be called in reverse order
   * @param skipOld leaves the documents of older chunks as they are, because they have the change already
   */
  apply(change: Change, undo?: Undo, skipOld = false): void {
    for (const write of applyToConversation(this.reading, change)) {
      if (write.table !== 'sessions' && write.table !== 'messages') continue;
      if (skipOld && this.chunksOf(write.table).has(write.id)) continue;
      if (undo) {
        const before =
          write.table === 'sessions'
            ? put('sessions', write.id, this.session(write.id) ?? null)
            : put('messages', write.id, this.message(write.id) ?? null);
        undo.push(() => this.write(before));
      }
      this.write(write);
    }
  }

  write(write: Write): void {
    if (write.table !== 'sessions' && write.table !== 'messages') return;
    const chunks = this.chunksOf(write.table);
    const chunk = chunks.get(write.id);
    if (chunk) chunk.dirty = true;
    if (write.doc === null) {
      chunks.delete(write.id);
      if (write.table === 'sessions') this.sessionList.remove(write.id);
      else this.messageList.remove(write.id);
    } else if (write.table === 'sessions') this.sessionList.put(write.doc);
    else this.messageList.put(write.doc);
  }

  /** Takes down what is to be written: the newest part, and those older ones that changed. */
  snapshot(): ConversationSnapshot {
    this.divide();
    const contents = new Map<Chunk | undefined, { sessions: Session[]; messages: Message[] }>();
    for (const chunk of [undefined, ...this.chunks]) contents.set(chunk, { sessions: [], messages: [] });
    for (const session of this.sessions()) contents.get(this.chunkOfSession.get(session._id))?.sessions.push(session);
    for (const message of this.messages()) contents.get(this.chunkOfMessage.get(message._id))?.messages.push(message);
    const chunks = this.chunks.map((chunk) => {
      const content = contents.get(chunk) ?? null;
      const count = content?.messages.length ?? 0;
      const isDue = chunk.dirty || chunk.file === null;
      chunk.dirty = false;
      return { chunk, content: isDue ? content : null, count };
    });
    return { sessions: [], messages: [], ...contents.get(undefined), chunks };
  }

  /** Takes the oldest messages out of the newest document when it has grown long, so that it stays short. */
  private divide(): void {
    const newest = this.messages().filter(({ _id }) => !this.chunkOfMessage.has(_id));
    let start = 0;
    for (; newest.length - start >= 2 * this.chunkMessages; start += this.chunkMessages) {
      const chunk: Chunk = { number: (this.chunks.at(-1)?.number ?? 0) + 1, file: null, dirty: true };
      this.chunks.push(chunk);
      for (const { _id } of newest.slice(start, start + this.chunkMessages)) this.chunkOfMessage.set(_id, chunk);
    }
    if (start === 0) return;
    const inUse = new Set(newest.slice(start).map(({ session_id }) => session_id));
    for (const message of newest.slice(0, start)) {
      const chunk = this.chunkOfMessage.get(message._id);
      const { session_id } = message;
      if (!chunk || inUse.has(session_id) || this.chunkOfSession.has(session_id)) continue;
      if (this.session(session_id)) this.chunkOfSession.set(session_id, chunk);
    }
  }

  private chunksOf(table: 'sessions' | 'messages'): Map<string, Chunk> {
    return table === 'sessions' ? this.chunkOfSession : this.chunkOfMessage;
  }
}
