import type { RunnableId } from '../../../shared/commands';
import type { Mode } from '../../../shared/domain';
import { changeState } from '../../store/change-state';
import type { Desk } from '../../store/create-desk';
import { showPage } from '../../store/show-page';
import type { Command } from '../../store/use-command';
import { markUnread, toggleAi, toggleOwner } from '../../store/use-thread-commands';
import { openSearch } from '../search/open-search';
import { SNOOZE_BUTTON } from '../thread/ThreadHeader';
import { moveCursor, openAtCursor } from './move-cursor';

type Action = (desk: Desk, command: Command) => void;

/** What each command does. It may come from a key, the menu or the spotlight, so none of them is asked here. */
const actions: Readonly<Record<RunnableId, Action>> = {
  'ai.toggle': toggleAi,
  'thread.next': (desk) => walk(desk, 1),
  'thread.previous': (desk) => walk(desk, -1),
  'thread.open': openAtCursor,
  'thread.reply': (desk) => compose(desk, 'reply'),
  'thread.canned': askForCanned,
  'thread.note': (desk) => compose(desk, 'note'),
  'thread.done': toggleDone,
  'thread.snooze': () => document.querySelector<HTMLElement>(SNOOZE_BUTTON)?.click(),
  'thread.tag': (desk) => forOpen(desk, (contactId) => desk.ui.setState({ asking: { kind: 'tags', contactId } })),
  'thread.unread': (desk, command) => forOpen(desk, (contactId) => markUnread(desk, command, contactId)),
  'thread.own': (desk, command) => forOpen(desk, (contactId) => toggleOwner(desk, command, contactId)),
  'thread.call': (desk) => forOpen(desk, (contactId) => desk.ui.setState({ asking: { kind: 'call', contactId } })),
  'thread.mode': changeMode,
  'caller.write-in': ({ ui }) => ui.setState({ writingIn: { from: null } }),
  'search.open': openSearch,
  'spotlight.open': ({ ui }) => ui.setState({ drawer: 'spotlight' }),
  'page.inbox': (desk) => showPage(desk, 'inbox'),
  'page.ai': (desk) => showPage(desk, 'ai'),
  'page.sessions': (desk) => showPage(desk, 'sessions'),
  'page.insights': (desk) => showPage(desk, 'insights'),
  'page.knowledge': (desk) => showPage(desk, 'knowledge'),
  'page.activity': (desk) => showPage(desk, 'activity'),
  'page.settings': (desk) => showPage(desk, 'settings'),
  'twilio.connect': (desk) => showPage(desk, 'connect'),
  'data.backup': ({ ui }) => ui.setState({ backingUp: 'make' }),
  'data.restore': ({ ui }) => ui.setState({ backingUp: 'restore' }),
  'help.keys': ({ ui }) => ui.setState({ drawer: 'shortcuts' }),
};

/** Carries a command out. One that acts on a conversation turns to the inbox first, so that it is seen. */
export function runCommand(desk: Desk, command: Command, id: RunnableId): void {
  const act = actions[id];
  if (!actsOnThread(id) || desk.ui.getState().page === 'inbox') return act(desk, command);
  showPage(desk, 'inbox');
  // What it presses or moves in is there once the page has been drawn.
  window.setTimeout(() => act(desk, command));
}

/** Whether a command acts on a conversation or on the list of them. */
export function actsOnThread(id: RunnableId): boolean {
  return id.startsWith('thread.');
}

/** Moves in the list, which takes the focus: on a button the key that opens would press that again. */
function walk(desk: Desk, step: number): void {
  moveCursor(desk, step);
  document.querySelector<HTMLElement>('[role="listbox"][aria-label^="Conversations"]')?.focus({ preventScroll: true });
}

/** Does something with the thread on screen, else with the one that the keyboard stands on. */
function forOpen({ state, ui }: Desk, act: (contactId: string) => void): void {
  const id = state.getState().thread?.contactId ?? ui.getState().cursor;
  if (id !== null) act(id);
}

function compose({ ui, state }: Desk, composing: 'reply' | 'note'): void {
  if (!state.getState().thread) return;
  ui.setState((before) => ({ composing, wishesToWrite: before.wishesToWrite + 1 }));
}

function askForCanned(desk: Desk): void {
  if (!desk.state.getState().thread) return;
  compose(desk, 'reply');
  desk.ui.setState({ wantsCanned: true });
}

function toggleDone(desk: Desk, command: Command): void {
  const { rows, thread } = desk.state.getState();
  const open = rows.get(thread?.contactId ?? '')?.thread;
  if (open) changeState(desk, command, open._id, { state: open.state === 'done' ? 'open' : 'done', until: null });
}

const modes: readonly Mode[] = ['auto', 'draft', 'off'];

function changeMode({ state, ui }: Desk, command: Command): void {
  const { rows, thread, facts } = state.getState();
  const open = rows.get(thread?.contactId ?? '')?.thread;
  if (!open || !facts) return;
  const now = open.mode?.value ?? facts.ai.defaultMode;
  const mode = modes[(modes.indexOf(now) + 1) % modes.length] ?? 'off';
  void command('thread.mode', { contact_id: open._id, mode }).then((answer) => {
    if (answer !== undefined) ui.setState({ announcement: `AI mode: ${mode}` });
  });
}
