import type { Mode } from '../../shared/domain';
import { changeState } from './change-state';
import type { Desk } from './create-desk';
import { useDesk, useDeskState } from './desk-context';
import { useCommand, type Command } from './use-command';

/** Turns automatic replies on or off everywhere. */
export function toggleAi({ state, ui }: Pick<Desk, 'state' | 'ui'>, command: Command): void {
  const enabled = !state.getState().facts?.ai.enabled;
  void command('ai.switch', { enabled }).then((done) => {
    if (done === undefined) return;
    ui.setState({ announcement: enabled ? 'AI replies are on' : 'AI replies are off everywhere' });
  });
}

/** Marks a thread as not looked at; on screen it stays so until it is opened again. */
export function markUnread({ ui }: Pick<Desk, 'ui'>, command: Command, contactId: string): void {
  ui.setState({ keptUnread: contactId });
  void command('thread.unread', { contact_id: contactId }).then((done) => {
    if (done === undefined) ui.setState({ keptUnread: null });
    else ui.setState({ announcement: 'Marked as unread' });
  });
}

/** The operator takes a thread, or lets go of it. */
export function toggleOwner({ state, ui }: Pick<Desk, 'state' | 'ui'>, command: Command, contactId: string): void {
  const owned = state.getState().rows.get(contactId)?.thread.owner == null;
  void command('thread.own', { contact_id: contactId, owned }).then((done) => {
    if (done !== undefined) ui.setState({ announcement: owned ? 'You have this conversation' : 'Released' });
  });
}

/** What can be done with the thread on screen as a whole. */
export interface ThreadCommands {
  readonly setMode: (mode: Mode) => void;
  /** The AI answers (or drafts) there again as before, and nobody is needed. */
  readonly handBack: () => void;
  /** Marks it as done, or opens it again if it is. */
  readonly toggleDone: () => void;
  readonly snooze: (until: Date) => void;
  readonly wake: () => void;
  readonly markUnread: () => void;
  readonly markRead: () => void;
  readonly toggleOwner: () => void;
  /** Asks for tags, for a time to put it off to, or how to call, in a dialogue. */
  readonly ask: (kind: 'tags' | 'snooze' | 'call') => void;
}

/** Gives what can be done with one thread. */
export function useThreadCommands(contactId: string): ThreadCommands {
  const desk = useDesk();
  const { ui } = desk;
  const command = useCommand();
  const isDone = useDeskState(({ rows }) => rows.get(contactId)?.thread.state === 'done');
  const act = (announcement: string, done: Promise<unknown>) =>
    void done.then((answer) => answer !== undefined && ui.setState({ announcement }));
  const setState = (to: 'open' | 'snoozed' | 'done', until: string | null) =>
    changeState(desk, command, contactId, { state: to, until });
  return {
    handBack: () => act('Handed back to the AI', command('thread.hand-back', { contact_id: contactId })),
    setMode: (mode) => act(`Mode: ${mode}`, command('thread.mode', { contact_id: contactId, mode })),
    toggleDone: () => setState(isDone ? 'open' : 'done', null),
    snooze: (until) => setState('snoozed', until.toISOString()),
    wake: () => setState('open', null),
    markUnread: () => markUnread(desk, command, contactId),
    markRead: () => {
      ui.setState({ keptUnread: null });
      act('Marked as read', command('thread.read', { contact_id: contactId }));
    },
    toggleOwner: () => toggleOwner(desk, command, contactId),
    ask: (kind) => ui.setState({ asking: { kind, contactId } }),
  };
}
