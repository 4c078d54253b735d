import { applyToInbox } from '../../shared/apply-to-inbox';
import type { Change } from '../../shared/changes';
import type { Channel, Thread } from '../../shared/domain';
import type { PublishedEntry, Row, Snapshot, ThreadPage } from '../../shared/ipc-contract';
import { readingFrom, type Write } from '../../shared/tables';
import { compareInView, isInView, type ModeDefaults, type View } from '../../shared/views';
import { applyToOpen, type OpenConversation } from '../store/open-conversation';
import { emptyList, isLoadedIn, reachingTo, withThread, type ThreadList } from '../store/thread-list';

type Facts = Omit<Snapshot, 'seq' | 'view' | 'page' | 'channels'>;

/** Parts of the model that have changed since the screen was last told. */
export type Part = 'facts' | 'channels' | 'list' | 'rows' | 'thread';

/**
 * What this window has loaded of the desk, kept up to date change by change. It changes in place, at once; the
 * screen is told at most once a frame.
 *
 * A row comes whole with every entry that touches it, so a row that an entry brought always wins over one that
 * was asked for before that entry came: whatever is newer still in the answer is brought by an entry to come.
 */
export class DeskModel {
  seq = 0;
  facts: Facts | null = null;
  list: ThreadList;
  /** Number of the newest entry that changed the team's knowledge. */
  knowledgeSeq = 0;
  open: OpenConversation | null = null;
  /** The thread that the operator wants to see, loaded or not. */
  wanted: string | null = null;
  readonly channels = new Map<string, Channel>();
  readonly rows = new Map<string, Row>();
  readonly changed = new Set<Part>();
  /** After which thread the newest page was asked for, as it stood then. */
  #anchor: Thread | null = null;

  constructor(
    view: View,
    /** Called when the order of the list can no longer be trusted and it must be asked for anew. */
    private readonly onListLost: () => void,
  ) {
    this.list = emptyList(view);
  }

  get defaults(): ModeDefaults {
    return {
      aiEnabled: this.facts?.ai.enabled ?? false,
      defaultMode: this.facts?.ai.defaultMode ?? 'off',
    };
  }

  /** Puts the snapshot in the place of everything but the open conversation, which must be read anew. */
  install({ seq, page, view, channels, ...facts }: Snapshot): void {
    this.seq = seq;
    this.knowledgeSeq = seq;
    this.facts = facts;
    this.channels.clear();
    for (const channel of channels) this.channels.set(channel._id, channel);
    this.startList(view, page, new Map());
    this.#mark('facts', 'channels');
  }

  /** Begins the list of a view with its first page. */
  startList(view: View, page: ThreadPage, meanwhile: ReadonlyMap<string, Row>): void {
    const kept = this.open ? this.rows.get(this.open.contactId) : undefined;
    this.list = emptyList(view);
    this.#anchor = null;
    this.rows.clear();
    if (kept) this.rows.set(kept.thread._id, kept);
    this.addPage(page, null, meanwhile);
    this.#mark('list', 'rows');
  }

  /**
   * Adds a page at the end of the list.
   *
   * @param after the thread that the page follows, as it stood when the page was asked for
   * @param meanwhile the rows that entries brought while the page was on its way
   */
  addPage(page: ThreadPage, after: Thread | null, meanwhile: ReadonlyMap<string, Row>): void {
    this.#anchor = after;
    this.list = reachingTo(this.list, page.rows.at(-1)?.thread ?? null, page.more);
    for (const row of page.rows) this.putRow(row);
    for (const row of meanwhile.values()) this.putRow(row);
    this.#mark('list');
  }

  /** Applies the entry that follows the newest applied one. */
  apply(entry: PublishedEntry): void {
    this.seq = entry.seq;
    if (this.facts) this.facts = { ...this.facts, counts: entry.counts };
    for (const change of entry.changes) {
      if (changesKnowledge(change)) this.knowledgeSeq = entry.seq;
      for (const write of applyToInbox(this.#reading, change)) this.#carryOut(write);
    }
    if (this.open && applyToOpen(this.open, entry)) this.#mark('thread');
    for (const row of entry.rows) this.putRow(row);
    this.#mark('facts');
  }

  /** Takes a row as the newest of its thread, if this window shows it. */
  putRow(row: Row): void {
    const id = row.thread._id;
    const shown = isLoadedIn(this.list, row.thread, this.defaults);
    if (!shown && id !== this.open?.contactId && !this.rows.has(id)) return;
    this.rows.set(id, row);
    this.#place(row.thread);
    if (!shown && id !== this.open?.contactId) this.rows.delete(id);
    this.#mark('rows');
  }

  /** The operator wants to see another thread, which is still to be read. */
  want(contactId: string | null): void {
    this.wanted = contactId;
    this.setOpen(null);
  }

  setOpen(open: OpenConversation | null): void {
    const before = this.open?.contactId;
    this.open = open;
    if (before !== undefined && before !== open?.contactId) this.#forget(before);
    this.#mark('thread');
  }

  setFacts(patch: Partial<Facts>): void {
    if (this.facts) this.facts = { ...this.facts, ...patch };
    this.#mark('facts');
  }

  #place(thread: Thread): void {
    const list = withThread(this.list, thread, (id) => this.rows.get(id)?.thread, this.defaults);
    if (list !== this.list) this.#mark('list');
    this.list = list;
    if (thread._id === this.#anchor?._id && this.#hasLeft(thread, this.#anchor)) {
      this.#anchor = null;
      this.onListLost();
    }
  }

  /** Whether the thread that a page was asked after is further down now, so that the page may have left some out. */
  #hasLeft(thread: Thread, anchor: Thread): boolean {
    const { view } = this.list;
    return !isInView(thread, view, this.defaults) || compareInView(view)(thread, anchor) > 0;
  }

  #forget(id: string): void {
    const row = this.rows.get(id);
    if (!row || isLoadedIn(this.list, row.thread, this.defaults)) return;
    this.rows.delete(id);
    this.#mark('rows');
  }

  readonly #reading = readingFrom({
    channels: (id) => this.channels.get(id),
    contacts: (id) => this.rows.get(id)?.contact,
    threads: (id) => this.rows.get(id)?.thread,
  });

  #carryOut(write: Write): void {
    if (write.doc === null) {
      if (write.table === 'threads') this.#remove(write.id);
      return;
    }
    const row = this.rows.get(write.id);
    if (write.table === 'channels') {
      this.channels.set(write.id, write.doc);
      this.#mark('channels');
    } else if (write.table === 'threads' && row) this.putRow({ ...row, thread: write.doc });
    else if (write.table === 'contacts' && row) this.putRow({ ...row, contact: write.doc });
  }

  /** A thread that is no more: it was merged into another one. */
  #remove(id: string): void {
    this.rows.delete(id);
    if (this.list.ids.includes(id)) {
      this.list = { ...this.list, ids: this.list.ids.filter((other) => other !== id) };
      this.#mark('list');
    }
    if (this.#anchor?._id === id) {
      this.#anchor = null;
      this.onListLost();
    }
    this.#mark('rows');
  }

  #mark(...parts: Part[]): void {
    for (const part of parts) this.changed.add(part);
  }
}

function changesKnowledge(change: Change): boolean {
  if (change.type === 'documents.imported') return change.documents.knowledge !== undefined;
  return change.type === 'knowledge.put' || change.type === 'knowledge.removed';
}
