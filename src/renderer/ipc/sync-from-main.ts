import type { RunnableId } from '../../shared/commands';
import type { SettingsState } from '../../shared/contract/settings-contract';
import type { AiState, DeskEvent, DeskBridge, PublishedEntry } from '../../shared/ipc-contract';
import { isByMode, type View } from '../../shared/views';
import type { DeskState } from '../store/desk-state';
import { createAsk, problemOf } from './ask';
import { DeskModel } from './desk-model';
import { createFlights } from './flights';
import { followList } from './follow-list';
import { followThread } from './follow-thread';
import { joinActivity } from './join-activity';
import { createScreen } from './screen';

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
  const model = new DeskModel(parts.view, () => void list.load());
  const screen = createScreen({ ...parts, model });
  const { put, draw } = screen;
  /** Entries that wait for the snapshot or for one before them, by number. */
  const waiting = new Map<number, PublishedEntry>();
  const flights = createFlights();
  let live = false;
  /** Grows with every snapshot: answers to requests from before it are of no use. */
  let generation = 0;
  let stopped = false;
  /** How many times the connection or the AI switch was told of by itself. */
  let factsTold = 0;
  let cancelCheck: (() => void) | undefined;
  const following = { ask, model, flights, screen, isLive: () => live, begin };
  const list = followList(following, parts.view);
  const thread = followThread(following);

  const stopListening = bridge.onEvent((event) => {
    if (!stopped) take(event);
  });
  void readAll(0);
  void readActivity();
  scheduleCheck();

  return {
    showView: list.turnTo,
    loadMore: () => void list.loadMore(),
    openThread: (contactId, at = null) => thread.open(contactId, at),
    loadOlder: () => void thread.loadOlder(),
    check: () => void check(),
    stop() {
      stopped = true;
      screen.close();
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
      case 'writing':
        return put({ writings: withWriting(read().writings, event.contact_id, event.text) });
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
    if (live && isByMode(list.view()) && !same) void list.load();
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
      for (const change of next.changes) if (change.type === 'contacts.rearranged') thread.followContacts(change);
    }
    draw();
    if (waiting.size > 0) void readAll(0);
  }

  /** Reads the snapshot, and after it whatever this window had loaded besides. */
  async function readAll(attempt: number): Promise<void> {
    live = false;
    generation += 1;
    const isOver = begin();
    const toldBefore = factsTold;
    const rows = model.list.ids.length;
    try {
      const snapshot = await ask('desk.snapshot', { view: list.view() });
      if (isOver()) return;
      model.install(snapshot);
    } catch (thrown) {
      if (isOver()) return;
      put({ problem: problemOf(thrown) });
      const ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? CHECK_MS;
      parts.after(ms, () => void (isOver() || readAll(attempt + 1)));
      return;
    }
    live = true;
    list.overtake();
    put({ problem: null, loadingList: false });
    if (toldBefore !== factsTold) parts.after(GRACE_MS, () => void check());
    applyWaiting();
    if (isOver()) return;
    thread.reload();
    list.catchUp(rows);
  }

  async function check(): Promise<void> {
    if (!live || stopped) return;
    const isOver = begin();
    const toldBefore = factsTold;
    const snapshot = await ask('desk.snapshot', { view: list.view() }).catch(() => null);
    if (!snapshot || isOver()) return;
    if (toldBefore === factsTold) {
      model.setFacts({ connection: snapshot.connection });
      setAi(snapshot.ai);
      setSettings(snapshot.settings);
      draw();
    }
    if (snapshot.seq <= model.seq) return;
    parts.after(GRACE_MS, () => {
      if (!isOver() && model.seq < snapshot.seq) void readAll(0);
    });
  }

  function begin(): () => boolean {
    const mine = generation;
    return () => stopped || mine !== generation;
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
}

function withWriting(before: DeskState['writings'], contactId: string, text: string | null): DeskState['writings'] {
  const next = new Map(before);
  if (text === null) next.delete(contactId);
  else next.set(contactId, text);
  return next;
}
