import { applyToConversation } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { Message, Session } from '../../shared/domain';
import { put, readingFrom, type Write } from '../../shared/tables';
import { inOrder, OrderedDocuments } from './ordered-documents';
import type { Conversation } from './store';
import type { Undo } from './undo';

/** How many messages a document of older ones holds. The newest document is divided at twice as many. */
export const CHUNK_MESSAGES = 200;

/** One of the documents that hold the older messages of a long conversation. */
export interface Chunk {
  readonly number: number;
  /** Name of its file; null until it has been written. */
  file: string | null;
  /** Whether it lacks something that is in memory. */
  dirty: boolean;
  /** How many messages are in it. */
  messages: number;
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
  /** Content only where it is to be written. */
  readonly chunks: readonly { readonly chunk: Chunk; readonly content: ChunkContent | null }[];
}

/** Sessions and messages of one address in memory, and which document each of them is kept in. */
export class ConversationState implements Conversation {
  readonly address: string;
  private readonly sessionList: OrderedDocuments<Session>;
  private readonly messageList: OrderedDocuments<Message>;
  private readonly chunks: Chunk[];
  private readonly chunkOf = { sessions: new Map<string, Chunk>(), messages: new Map<string, Chunk>() };
  /** Ids of what stands in the newest document, in the order in which it came. */
  private readonly newest = { sessions: new Set<string>(), messages: new Set<string>() };
  private readonly reading = readingFrom({
    sessions: (id) => this.session(id),
    messages: (id) => this.message(id),
  });

  constructor(
    address: string,
    stored: StoredConversation,
    private readonly chunkMessages = CHUNK_MESSAGES,
  ) {
    this.address = address;
    this.chunks = stored.chunks.map(({ chunk }) => chunk);
    for (const { chunk, sessions, messages } of stored.chunks) {
      for (const { _id } of sessions) this.chunkOf.sessions.set(_id, chunk);
      for (const { _id } of messages) this.chunkOf.messages.set(_id, chunk);
    }
    for (const { _id } of stored.sessions) this.newest.sessions.add(_id);
    for (const { _id } of stored.messages) this.newest.messages.add(_id);
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
      if (skipOld && this.chunkOf[write.table].has(write.id)) continue;
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
    const { table, id, doc } = write;
    if (table !== 'sessions' && table !== 'messages') return;
    const chunk = this.chunkOf[table].get(id);
    if (chunk) chunk.dirty = true;
    if (doc === null) {
      this.chunkOf[table].delete(id);
      this.newest[table].delete(id);
      if (chunk && table === 'messages') chunk.messages -= 1;
      if (table === 'sessions') this.sessionList.remove(id);
      else this.messageList.remove(id);
      return;
    }
    if (!chunk) this.newest[table].add(id);
    if (table === 'sessions') this.sessionList.put(doc);
    else this.messageList.put(doc);
  }

  /** Takes down what is to be written: the newest part, and those older ones that changed. */
  snapshot(): ConversationSnapshot {
    this.divide();
    const chunks = this.chunks.map((chunk) => {
      const isDue = chunk.dirty || chunk.file === null;
      chunk.dirty = false;
      return { chunk, content: isDue ? this.contentOf(chunk) : null };
    });
    return { ...this.newestContent(), chunks };
  }

  /** Takes the oldest messages out of the newest document when it has grown long, so that it stays short. */
  private divide(): void {
    if (this.newest.messages.size < 2 * this.chunkMessages) return;
    const { messages } = this.newestContent();
    let start = 0;
    for (; messages.length - start >= 2 * this.chunkMessages; start += this.chunkMessages) {
      const number = (this.chunks.at(-1)?.number ?? 0) + 1;
      const chunk: Chunk = { number, file: null, dirty: true, messages: this.chunkMessages };
      this.chunks.push(chunk);
      for (const { _id } of messages.slice(start, start + this.chunkMessages)) this.move('messages', _id, chunk);
    }
    const inUse = new Set(messages.slice(start).map(({ session_id }) => session_id));
    for (const { _id, session_id } of messages.slice(0, start)) {
      const chunk = this.chunkOf.messages.get(_id);
      if (chunk && !inUse.has(session_id) && this.newest.sessions.has(session_id)) {
        this.move('sessions', session_id, chunk);
      }
    }
  }

  private move(table: 'sessions' | 'messages', id: string, chunk: Chunk): void {
    this.newest[table].delete(id);
    this.chunkOf[table].set(id, chunk);
  }

  private newestContent(): { readonly sessions: Session[]; readonly messages: Message[] } {
    return {
      sessions: inOrder([...this.newest.sessions].flatMap((id) => this.session(id) ?? [])),
      messages: inOrder([...this.newest.messages].flatMap((id) => this.message(id) ?? [])),
    };
  }

  private contentOf(chunk: Chunk): ChunkContent {
    return {
      sessions: this.sessions().filter(({ _id }) => this.chunkOf.sessions.get(_id) === chunk),
      messages: this.messages().filter(({ _id }) => this.chunkOf.messages.get(_id) === chunk),
    };
  }
}
