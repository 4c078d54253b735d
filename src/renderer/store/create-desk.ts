import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunnableId } from '../../shared/commands';
import type { DeskBridge } from '../../shared/ipc-contract';
import { views, type View } from '../../shared/views';
import { createAsk, type Ask } from '../ipc/ask';
import { startSync, type Sync } from '../ipc/sync-from-main';
import { emptyDesk, type DeskState } from './desk-state';
import { followSettings } from './follow-settings';
import { createMemory, type Memory } from './memory';
import { createMessageId } from './message-id';
import { createReplyDrafts, type ReplyDrafts } from './reply-drafts';
import { goToThread, lastPage, rememberPage, showPage } from './show-page';
import { initialUi, type UiState } from './ui-state';
import { createWaitingCommands } from './waiting-commands';

/** Everything that the features of one window share. */
export interface Desk {
  readonly state: StoreApi<DeskState>;
  readonly ui: StoreApi<UiState>;
  readonly sync: Sync;
  readonly ask: Ask;
  /** Outlives the window. */
  readonly memory: Memory;
  /** What is half written to each customer. */
  readonly drafts: ReplyDrafts;
  /** Outlives a reload, not the window. */
  readonly session: Memory;
  readonly newMessageId: () => string;
  /** Calls back for each command that was chosen outside of the window. Gives the function that ends it. */
  onCommand(listener: (id: RunnableId) => void): () => void;
}

const OPEN_THREAD = 'open-thread';
const VIEW = 'view';

/** Puts the parts of a window together and begins to follow the main process. */
export function createDesk(bridge: DeskBridge, page: Window): Desk {
  const memory = createMemory(page.localStorage);
  const session = createMemory(page.sessionStorage);
  const lastView = views.find((view) => view === memory.get(VIEW)) ?? 'all';
  const state = createStore<DeskState>(() => emptyDesk(lastView));
  const ui = createStore<UiState>(() => initialUi(true, lastPage(session)));
  const commands = createWaitingCommands();
  const sync = startSync({
    bridge,
    view: lastView,
    show: (next) => state.setState(next, true),
    read: () => state.getState(),
    onFrame: (callback) => onNextFrame(page, callback),
    after(ms, callback) {
      const timer = page.setTimeout(callback, ms);
      return () => page.clearTimeout(timer);
    },
    onShowThread: (contactId) => goToThread(desk, contactId),
    onCommand: (id) => commands.give(id),
  });
  const desk: Desk = {
    state,
    ui,
    sync,
    ask: createAsk(bridge),
    memory,
    drafts: createReplyDrafts(memory),
    session,
    newMessageId: () => createMessageId(Date.now(), (bytes) => page.crypto.getRandomValues(bytes)),
    onCommand: (listener) => commands.onCommand(listener),
  };
  remember(desk);
  followSettings(desk, page.document.documentElement);
  page.addEventListener('focus', () => sync.check());
  return desk;
}

/** Shows another view; a thread that is open stays open. */
export function showView(desk: Desk, view: View): void {
  const { sync, ui, memory } = desk;
  memory.set(VIEW, view);
  ui.setState({ cursor: null });
  sync.showView(view);
  showPage(desk, 'inbox');
}

function remember(desk: Desk): void {
  const { state, ui, sync, session } = desk;
  rememberPage(desk);
  const open = session.get(OPEN_THREAD);
  if (open) {
    sync.openThread(open);
    ui.setState({ cursor: open });
  }
  state.subscribe(({ thread }, before) => {
    if (thread?.contactId === before.thread?.contactId) return;
    session.set(OPEN_THREAD, thread?.contactId ?? null);
    ui.setState({ keptUnread: null });
  });
}

/** A window that nobody sees draws no frames, but its state must not stand still. */
const HIDDEN_FRAME_MS = 250;

function onNextFrame(page: Window, callback: () => void): void {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    page.clearTimeout(timer);
    page.cancelAnimationFrame(frame);
    callback();
  };
  const timer = page.setTimeout(once, HIDDEN_FRAME_MS);
  const frame = page.requestAnimationFrame(once);
}
