import type { Change } from '../../shared/changes';
import type { RunnableId } from '../../shared/commands';
import type { SettingsState } from '../../shared/contract/settings-contract';
import type { AiState, DeskEvent, DeskBridge, PublishedEntry } from '../../shared/ipc-contract';
import { isByMode, type View } from '../../shared/views';
import type { DeskState } from '../store/desk-state';
import { addOlder, applyToOpen, isTouchedBy, openConversation } from '../store/open-conversation';
import { createAsk, problemOf } from './ask';
import { DeskModel } from './desk-model';
import { createFlights, type Meanwhile } from './flights';
import { joinActivity } from './join-activity';
import { showModel } from './show-model';

/** Rows asked for at a time. */
const PAGE = 100;
/** Messages asked for at a time; further up in a long thread more and more, so that its beginning is not endlessly far. */
const MESSAGES = 60;
const MOST_OLDER = 500;
/** Most rows and messages that one request may ask for (the contract's limits). */
const MOST_ROWS = 500;
const MOST_MESSAGES = 1000;
const ACTIVITY_LINES = 500;
/** How often the window makes sure that it missed nothing, and how long entries may take to arrive. */
const CHECK_MS = 30_000;
const GRACE_MS = 1_000;
const RETRY_MS = [500, 1_000, 2_000, 5_000];

/** What the synchronisation needs from the page that it runs in. */
export interface SyncParts {
  readonly bridge: DeskBridge;
  readonly view: View;
  /** Puts a new state on the screen. */
  readonly show: (state: DeskState) => void;
  readonly read: () => DeskState;
  /** Calls back before the next frame is drawn. */
  readonly onFrame: (callback: () => void) => void;
  /** Calls back once after so many milliseconds; gives the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** The operator asked for a thread outside of this window, by a notification. */
  readonly onShowThread: (contactId: string) => void;
  /** The operator chose a command outside of this window, from the menu or the tray. */
  readonly onCommand: (id: RunnableId) => void;
}

/** What the features may ask of the synchronisation. */
export interface Sync {
  showView(view: View): void;
  /** Loads the next page of the view, if there is one and it is not on its way already. */
  loadMore(): void;
  /** Shows a thread; with `at`, loaded back to that message or to the beginning of that session. */
  openThread(contactId: string | null, at?: string | null): void;
  loadOlder(): void;
  /** Makes sure that nothing was missed, and reads everything again if something was. */
  check(): void;
  stop(): void;
}

/**
 * Keeps this window true to the main process: a snapshot, then every entry in order. An entry that came twice is
 * passed over; when one is missing, everything is read again. Answers to requests carry the number of the state
 * they were read at, or are squared with the entries that came while they were on their way.
 */
export function startSync(parts: SyncParts): Sync {
  const { bridge, read } = parts;
  const ask = createAsk(bridge);
  const model = new DeskModel(parts.view, () => void loadList());
  /** Entries that wait for the snapshot or for one before them, by number. */
  const waiting = new Map<number, PublishedEntry>();
  const flights = createFlights();
  let live = false;
  /** Grows with every snapshot: answers to requests from before it are of no use. */
  let generation = 0;
  let listToken = 0;
  let view = parts.view;
  let loadingMore = false;
  let wanted: string | null = null;
  let wantedMessages = MESSAGES;
  let wantedAt: string | null = null;
  let stopped = false;
  let framePending = false;
  /** How many times the connection or the AI switch was told of by itself. */
  let factsTold = 0;
  let cancelCheck: (() => void) | undefined;

  const stopListening = bridge.onEvent((event) => {
    if (!stopped) take(event);
  });
  void readAll(0);
  void readActivity();
  scheduleCheck();

  return {
    showView(next) {
      view = next;
      if (live) void loadList();
    },
    loadMore: () => void loadMore(),
    openThread(contactId, at = null) {
      if (contactId === wanted && read().thread?.status !== 'failed' && (at === null || isLoaded(at))) return;
      wanted = contactId;
      wantedAt = at;
      wantedMessages = MESSAGES;
      model.setOpen(null);
      showThread({ status: 'loading', problem: null, loadingOlder: false });
      if (live) void readThread();
    },
    loadOlder: () => void loadOlder(),
    check: () => void check(),
    stop() {
      stopped = true;
      cancelCheck?.();
      stopListening();
    },
  };

  function take(event: DeskEvent): void {
    if (event.type === 'connection' || event.type === 'ai' || event.type === 'settings') factsTold += 1;
    switch (event.type) {
      case 'entries':
        for (const entry of event.entries) {
          if (!live || entry.seq > model.seq) waiting.set(entry.seq, entry);
        }
        if (live) applyWaiting();
        return;
      case 'connection':
        model.setFacts({ connection: event.connection });
        return draw();
      case 'ai':
        setAi(event.ai);
        return draw();
      case 'settings':
        setSettings(event.settings);
        return draw();
      case 'activity':
        return put({ activity: joinActivity(read().activity, event.lines) });
      case 'show-thread':
        return parts.onShowThread(event.contact_id);
      case 'command':
        return parts.onCommand(event.id);
    }
  }

  /** The switch and the default mode decide whose turn it is in which threads, without any of these changing. */
  function setAi(ai: AiState): void {
    const before = model.defaults;
    model.setFacts({ ai });
    const same = before.aiEnabled === ai.enabled && before.defaultMode === ai.defaultMode;
    if (live && isByMode(view) && !same) void loadList();
  }

  function setSettings(settings: SettingsState): void {
    model.setFacts({ settings, gapMinutes: settings.values.gapMinutes.value });
  }

  function applyWaiting(): void {
    for (const seq of waiting.keys()) if (seq <= model.seq) waiting.delete(seq);
    for (let next = waiting.get(model.seq + 1); next; next = waiting.get(model.seq + 1)) {
      waiting.delete(next.seq);
      model.apply(next);
      flights.note(next);
      for (const change of next.changes) if (change.type === 'contacts.rearranged') followContacts(change);
    }
    draw();
    if (waiting.size > 0) void readAll(0);
  }

  /** Contacts were merged or taken apart: the thread on screen is read anew, under its new name if it has one. */
  function followContacts({ put: people, removed }: Change & { type: 'contacts.rearranged' }): void {
    if (wanted === null) return;
    const isPut = people.some(({ contact }) => contact._id === wanted);
    if (!isPut && !removed.includes(wanted)) return;
    const addresses = model.open?.addresses;
    const heir = people.find(({ contact }) => contact.addresses.some((address) => addresses?.has(address)));
    if (!isPut && !heir) return;
    if (!isPut && heir) {
      wanted = heir.contact._id;
      model.setOpen(null);
      showThread({ status: 'loading', problem: null, loadingOlder: false });
    }
    void readThread();
  }

  /** Reads the snapshot, and after it whatever this window had loaded besides. */
  async function readAll(attempt: number): Promise<void> {
    live = false;
    const mine = ++generation;
    const toldBefore = factsTold;
    const rows = model.list.ids.length;
    try {
      const snapshot = await ask('desk.snapshot', { view });
      if (isOver(mine)) return;
      model.install(snapshot);
    } catch (thrown) {
      if (isOver(mine)) return;
      put({ problem: problemOf(thrown) });
      const ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? CHECK_MS;
      parts.after(ms, () => void (mine === generation && readAll(attempt + 1)));
      return;
    }
    live = true;
    listToken += 1;
    loadingMore = false;
    put({ problem: null, loadingList: false });
    if (toldBefore !== factsTold) parts.after(GRACE_MS, () => void check());
    applyWaiting();
    if (mine !== generation) return;
    if (wanted !== null) void readThread();
    if (model.list.view !== view || rows > model.list.ids.length) void loadList(rows);
  }

  /** Reads the list of the view from its start, at least as far as it was loaded. */
  async function loadList(rows = model.list.ids.length): Promise<void> {
    const token = ++listToken;
    const asked = view;
    const limit = Math.min(MOST_ROWS, asked === model.list.view ? Math.max(PAGE, rows) : PAGE);
    loadingMore = false;
    put({ loadingList: true });
    await forList(token, async (meanwhile) => {
      const page = await ask('threads.page', { view: asked, after: null, limit });
      if (token !== listToken) return;
      model.startList(asked, page, meanwhile().rows);
      put({ problem: null });
    });
    if (token === listToken && !stopped) put({ loadingList: false });
    draw();
  }

  async function loadMore(): Promise<void> {
    if (!live || loadingMore || !model.list.more || read().loadingList) return;
    const last = model.list.ids.at(-1);
    const after = last === undefined ? undefined : model.rows.get(last)?.thread;
    if (!after) return loadList();
    const token = listToken;
    loadingMore = true;
    await forList(token, async (meanwhile) => {
      const page = await ask('threads.page', { view, after: after._id, limit: PAGE });
      if (token !== listToken) return;
      const { rows } = meanwhile();
      if (rows.has(after._id)) return loadList();
      model.addPage(page, after, rows);
    });
    if (token === listToken) loadingMore = false;
    draw();
  }

  async function readThread(): Promise<void> {
    const contactId = wanted;
    if (contactId === null) return;
    const mine = generation;
    const isStale = () => isOver(mine) || contactId !== wanted;
    try {
      await flights.run(async (meanwhile) => {
        const reach = wantedAt === null ? {} : { at: wantedAt };
        const answer = await ask('thread.open', { contact_id: contactId, limit: wantedMessages, ...reach });
        if (isStale()) return;
        const open = openConversation(answer);
        const { entries, rows } = meanwhile();
        for (const entry of entries) applyToOpen(open, entry);
        model.setOpen(open);
        const { thread, contact, optedOut } = answer;
        model.putRow(rows.get(contactId) ?? { thread, contact, ...(optedOut ? { optedOut } : {}) });
        showThread({ status: 'ready', problem: null, loadingOlder: false });
      });
    } catch (thrown) {
      if (isStale()) return;
      model.setOpen(null);
      showThread({ status: 'failed', problem: problemOf(thrown), loadingOlder: false });
    }
  }

  async function loadOlder(): Promise<void> {
    const open = model.open;
    const thread = read().thread;
    const before = thread?.messages[0]?._id;
    if (!live || !open?.more || thread?.loadingOlder) return;
    if (before === undefined) return readThread();
    showThread({ loadingOlder: true });
    let overtaken: boolean;
    try {
      overtaken = await flights.run(async (meanwhile) => {
        const contact_id = open.contactId;
        const limit = Math.min(MOST_OLDER, Math.max(MESSAGES, Math.floor(open.messages.size / 2)));
        const answer = await ask('thread.older', { contact_id, before, limit });
        if (model.open !== open) return false;
        const passed = meanwhile().entries.filter((entry) => entry.seq > answer.seq);
        if (passed.some((entry) => isTouchedBy(open, entry))) return true;
        addOlder(open, answer, model.seq);
        return false;
      });
    } catch {
      // The message asked from is gone, or the desk is busy: the thread as it is now says which.
      if (model.open === open) void readThread();
      return;
    }
    if (model.open !== open) return;
    wantedMessages = Math.min(MOST_MESSAGES, open.messages.size);
    showThread({ loadingOlder: false });
    if (overtaken) void loadOlder();
  }

  /** Carries out a request of the list; a failure shows as the desk's problem while the list is still the same. */
  async function forList(token: number, request: (meanwhile: () => Meanwhile) => Promise<void>): Promise<void> {
    try {
      await flights.run(request);
    } catch (thrown) {
      if (token === listToken) put({ problem: problemOf(thrown) });
    }
  }

  async function check(): Promise<void> {
    if (!live || stopped) return;
    const mine = generation;
    const toldBefore = factsTold;
    const snapshot = await ask('desk.snapshot', { view }).catch(() => null);
    if (!snapshot || isOver(mine)) return;
    if (toldBefore === factsTold) {
      model.setFacts({ connection: snapshot.connection });
      setAi(snapshot.ai);
      setSettings(snapshot.settings);
      draw();
    }
    if (snapshot.seq <= model.seq) return;
    parts.after(GRACE_MS, () => {
      if (mine === generation && model.seq < snapshot.seq) void readAll(0);
    });
  }

  /** Whether a message, or the beginning of a session, is on screen as far as it is loaded. */
  function isLoaded(at: string): boolean {
    const { messages = [], more = true } = read().thread ?? {};
    const first = messages.findIndex(({ _id, session_id }) => _id === at || session_id === at);
    return first > 0 || (first === 0 && (!more || messages[0]?._id === at));
  }

  /** Whether what was begun in a generation is of no use any more. */
  function isOver(mine: number): boolean {
    return stopped || mine !== generation;
  }

  function scheduleCheck(): void {
    cancelCheck = parts.after(CHECK_MS, () => {
      void check();
      scheduleCheck();
    });
  }

  async function readActivity(): Promise<void> {
    const lines = await ask('activity.read', { limit: ACTIVITY_LINES }).catch(() => []);
    if (!stopped) put({ activity: joinActivity(lines, read().activity) });
  }

  function showThread(
    patch: Partial<Pick<NonNullable<DeskState['thread']>, 'status' | 'problem' | 'loadingOlder'>>,
  ): void {
    model.changed.add('thread');
    parts.show(showModel(model, read(), wanted, patch));
  }

  function put(patch: Partial<DeskState>): void {
    if (!stopped) parts.show({ ...showModel(model, read(), wanted), ...patch });
  }

  /** Shows what has changed: at once, and after that at most once a frame. */
  function draw(): void {
    if (framePending || stopped || model.changed.size === 0) return;
    framePending = true;
    parts.show(showModel(model, read(), wanted));
    parts.onFrame(() => {
      framePending = false;
      draw();
    });
  }
}
