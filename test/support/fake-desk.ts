import { applyChange } from '../../src/shared/apply-change';
import type { Change } from '../../src/shared/changes';
import type { ConnectionState } from '../../src/shared/connection';
import type { Contact, Message, Session, TableName, Tables } from '../../src/shared/domain';
import type {
  ActivityLine,
  AiState,
  DeskBridge,
  DeskEvent,
  OpenThread,
  PublishedEntry,
  RequestInput,
  RequestName,
  RequestOutput,
  Result,
  Row,
  Snapshot,
  ThreadPage,
} from '../../src/shared/ipc-contract';
import { makeRow } from '../../src/shared/make-row';
import type { Reading } from '../../src/shared/tables';
import { compareInView, isInView, views, type View, type ViewCounts } from '../../src/shared/views';
import { usualSettings } from './settings-state';

/** A request that the window has sent and that waits to be worked on and answered. */
export interface PendingRequest {
  readonly name: RequestName;
  /** Works on it with the state as it is now. May be called once. */
  compute(): void;
  readonly computed: boolean;
  /** Hands over the answer; works on it first if that was not done. */
  answer(): void;
}

type Handlers = {
  [N in RequestName]?: (input: RequestInput<N>) => RequestOutput[N];
};

/**
 * A main process made of the real reducer and nothing else, for tests of the window. Changes become true at once;
 * when they are published, when a request is worked on and when it is answered, the test decides (`manual`), or it
 * happens right away.
 */
export class FakeDesk implements DeskBridge {
  seq = 0;
  ai: AiState = {
    enabled: true,
    by: 'settings',
    at: null,
    provider: 'mock',
    defaultMode: 'auto',
    fromEnvironment: false,
  };
  readonly activity: ActivityLine[] = [];
  readonly handlers: Handlers = {};
  readonly asked: { readonly name: RequestName; readonly input: unknown }[] = [];
  readonly pending: PendingRequest[] = [];
  /** Entries that are true but that no window has been told of yet. */
  readonly unpublished: { readonly seq: number; readonly changes: readonly Change[] }[] = [];
  readonly #listeners = new Set<(event: DeskEvent) => void>();
  readonly #tables: { [T in TableName]: Map<string, Tables[T]> } = {
    channels: new Map(),
    contacts: new Map(),
    addresses: new Map(),
    threads: new Map(),
    sessions: new Map(),
    messages: new Map(),
    knowledge: new Map(),
    canned: new Map(),
    settings: new Map(),
  };

  constructor(
    readonly options: {
      readonly manual?: boolean;
      /** Most rows, and most messages, that one answer has; as many as asked for if absent. */
      readonly pageSize?: number;
      readonly messages?: number;
    } = {},
    public connection: ConnectionState = quietConnection,
  ) {}

  /** Makes changes true, together. */
  commit(...changes: Change[]): void {
    const read: Reading = {
      get: (table, id) => (this.#tables[table] as Map<string, never>).get(id),
    };
    for (const change of changes) {
      for (const write of applyChange(read, change)) {
        const table = this.#tables[write.table] as Map<string, unknown>;
        if (write.doc === null) table.delete(write.id);
        else table.set(write.id, write.doc);
      }
    }
    this.seq += 1;
    this.unpublished.push({ seq: this.seq, changes });
    if (!this.options.manual) this.emit({ type: 'entries', entries: this.publish() });
  }

  /** Gives the entries that were not published yet, at most `most`, as the window would get them. */
  publish(most = Infinity): PublishedEntry[] {
    return this.unpublished.splice(0, most).map(({ seq, changes }) => ({
      seq,
      changes,
      counts: this.counts(),
      rows: touched(changes, this.#tables.addresses).flatMap((id) => this.row(id) ?? []),
    }));
  }

  emit(event: DeskEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  onEvent(listener: (event: DeskEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput[N]>> {
    this.asked.push({ name, input });
    return new Promise((resolve) => {
      let result: Result<RequestOutput[N]> | undefined;
      const compute = () => {
        result ??= structuredClone(this.#handle(name, input));
      };
      const pending: PendingRequest = {
        name,
        compute,
        get computed() {
          return result !== undefined;
        },
        answer: () => {
          compute();
          const at = this.pending.indexOf(pending);
          if (at >= 0) this.pending.splice(at, 1);
          if (result) resolve(result);
        },
      };
      this.pending.push(pending);
      if (!this.options.manual) pending.answer();
    });
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return this.#tables[table].get(id);
  }

  counts(): ViewCounts {
    const threads = [...this.#tables.threads.values()];
    const count = (view: View) => threads.filter((t) => isInView(t, view, this.#defaults)).length;
    return {
      ...(Object.fromEntries(views.map((view) => [view, count(view)])) as Record<View, number>),
      unread: threads.reduce((sum, thread) => sum + thread.unread, 0),
    };
  }

  row(id: string): Row | undefined {
    const thread = this.#tables.threads.get(id);
    const contact = this.#tables.contacts.get(id);
    return thread && contact ? makeRow(thread, contact, (address) => this.get('addresses', address)) : undefined;
  }

  page(view: View, after: string | null, limit: number): ThreadPage {
    const compare = compareInView(view);
    const anchor = after === null ? undefined : this.#tables.threads.get(after);
    const all = [...this.#tables.threads.values()]
      .filter((thread) => isInView(thread, view, this.#defaults))
      .filter((thread) => !anchor || compare(anchor, thread) < 0)
      .sort(compare);
    return {
      rows: all.slice(0, limit).flatMap((thread) => this.row(thread._id) ?? []),
      more: all.length > limit,
    };
  }

  snapshot(view: View): Snapshot {
    return {
      seq: this.seq,
      counts: this.counts(),
      channels: [...this.#tables.channels.values()],
      ai: this.ai,
      connection: this.connection,
      gapMinutes: 5,
      settings: usualSettings(),
      version: '0.1.0',
      view,
      page: this.page(view, null, this.options.pageSize ?? 100),
    };
  }

  open(contactId: string, limit: number): OpenThread | undefined {
    const row = this.row(contactId);
    if (!row) return undefined;
    const messages = this.#messagesOf(row.contact);
    return {
      ...row,
      seq: this.seq,
      addresses: row.contact.addresses.map((address) => ({
        address,
        optedOut: this.#tables.addresses.get(address)?.optedOut ?? {},
      })),
      sessions: this.#sessionsOf(row.contact),
      messages: messages.slice(-limit),
      more: messages.length > limit,
    };
  }

  #handle<N extends RequestName>(name: N, input: RequestInput<N>): Result<RequestOutput[N]> {
    const given = this.handlers[name];
    if (given) return { ok: true, value: given(input) };
    const value = this.#read(name, input);
    return value === undefined
      ? { ok: false, error: { code: 'not-found', message: 'That is not there any more.' } }
      : { ok: true, value: value as RequestOutput[N] };
  }

  #read(name: RequestName, input: unknown): unknown {
    switch (name) {
      case 'desk.snapshot':
        return this.snapshot((input as RequestInput<'desk.snapshot'>).view);
      case 'threads.page': {
        const { view, after, limit } = input as RequestInput<'threads.page'>;
        return this.page(view, after, Math.min(limit, this.options.pageSize ?? limit));
      }
      case 'thread.open': {
        const { contact_id, limit } = input as RequestInput<'thread.open'>;
        return this.open(contact_id, Math.min(limit, this.options.messages ?? limit));
      }
      case 'thread.older':
        return this.#older(input as RequestInput<'thread.older'>, this.options.messages ?? 1000);
      case 'activity.read':
        return this.activity;
      default:
        return null;
    }
  }

  #older(input: RequestInput<'thread.older'>, most: number): RequestOutput['thread.older'] | undefined {
    const limit = Math.min(input.limit, most);
    const contact = this.#tables.contacts.get(input.contact_id);
    const all = contact ? this.#messagesOf(contact) : [];
    const end = all.findIndex((message) => message._id === input.before);
    if (!contact || end < 0) return undefined;
    const messages = all.slice(Math.max(0, end - limit), end);
    const ids = new Set(messages.map((message) => message.session_id));
    return {
      seq: this.seq,
      messages,
      sessions: this.#sessionsOf(contact).filter((session) => ids.has(session._id)),
      more: end > limit,
    };
  }

  #messagesOf({ addresses }: Contact): Message[] {
    const sessions = new Set(this.#sessionsOf({ addresses }).map((session) => session._id));
    return [...this.#tables.messages.values()].filter((message) => sessions.has(message.session_id)).sort(byTime);
  }

  #sessionsOf({ addresses }: Pick<Contact, 'addresses'>): Session[] {
    return [...this.#tables.sessions.values()]
      .filter((session) => addresses.includes(session.metadata.fromNumber))
      .sort(byTime);
  }

  get #defaults() {
    return { aiEnabled: this.ai.enabled, defaultMode: this.ai.defaultMode };
  }
}

/** Ids of the threads whose rows a list of changes touches. */
function touched(changes: readonly Change[], addresses: ReadonlyMap<string, Tables['addresses']>): string[] {
  const ids = changes.map((change) => {
    if (change.type === 'contact.added') return change.contact._id;
    if ('contact_id' in change) return change.contact_id;
    const address = 'address' in change ? change.address : null;
    return address === null ? undefined : addresses.get(address)?.contact_id;
  });
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function byTime(
  a: { readonly createdAt: string; readonly _id: string },
  b: { readonly createdAt: string; readonly _id: string },
): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a._id < b._id ? -1 : 1;
}

const quietConnection: ConnectionState = {
  tunnel: {
    ...{ kind: 'off', state: 'off', url: null, reason: null, retryAt: null },
    roundTrip: { isRunning: false, provenAt: null, tookMs: null, problem: null, detail: null },
  },
  webhook: {
    url: 'http://127.0.0.1:3000',
    accepted: 0,
    lastAcceptedAt: null,
    refused: {},
    lastRefusal: null,
  },
  twilio: { state: 'demo', accountSid: 'AC00000000000000000000000000000000', reason: null, retryAt: null },
  catchUp: { running: null, last: null },
  outbox: { pending: 0, failed: 0 },
  store: { state: 'ok', reason: null, losses: { count: 0, first: null }, dataDir: '/tmp/desk' },
};
