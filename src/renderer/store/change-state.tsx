import { notifications } from '@mantine/notifications';
import type { Thread } from '../../shared/domain';
import { UndoNotice } from '../components/UndoNotice';
import { nameOf } from '../components/person';
import type { Desk } from './create-desk';
import type { Command } from './use-command';

/** How long the way back stands on screen. */
const SHOWN_MS = 8_000;

/** The state of a thread, with the time until which it is put off. */
export interface ThreadRest {
  readonly state: Thread['state'];
  /** ISO 8601; null unless it is snoozed. */
  readonly until: string | null;
}

/** Puts a thread into a state, says so, and offers the way back. */
export function changeState(
  desk: Pick<Desk, 'state' | 'ui'>,
  command: Command,
  contactId: string,
  to: ThreadRest,
): void {
  const before = restOf(desk, contactId);
  if (!before) return;
  void command('thread.state', { contact_id: contactId, ...to }).then((done) => {
    if (done !== undefined) tellState(desk, command, contactId, to.state, before);
  });
}

/** Gives what state a thread is in now; null where it is not known. */
export function restOf({ state }: Pick<Desk, 'state'>, contactId: string): ThreadRest | null {
  const thread = state.getState().rows.get(contactId)?.thread;
  return thread ? { state: thread.state, until: thread.state === 'snoozed' ? thread.snoozedUntil : null } : null;
}

/** Says which state a thread has come into, and offers the one before. */
export function tellState(
  { state, ui }: Pick<Desk, 'state' | 'ui'>,
  command: Command,
  contactId: string,
  to: Thread['state'],
  before: ThreadRest,
): void {
  const words = stateWords(to, before.state);
  ui.setState({ announcement: words });
  const id = `state-${contactId}`;
  notifications.hide(id);
  const contact = state.getState().rows.get(contactId)?.contact;
  if (to === 'open' || !contact) return;
  const undo = () => {
    notifications.hide(id);
    void command('thread.state', { contact_id: contactId, ...backTo(before, Date.now()) }).then(
      (done) => done !== undefined && ui.setState({ announcement: 'Undone' }),
    );
  };
  notifications.show({
    id,
    autoClose: SHOWN_MS,
    message: (
      <UndoNotice onUndo={undo}>
        {words}: <bdi>{nameOf(contact)}</bdi>
      </UndoNotice>
    ),
  });
}

/** What a change of state is called. */
export function stateWords(to: Thread['state'], before: Thread['state']): string {
  if (to === 'open') return before === 'snoozed' ? 'Back in the list' : 'Opened again';
  return to === 'done' ? 'Done' : 'Snoozed';
}

/** Gives the state to go back to: what was put off until a time that has passed meanwhile is open. */
export function backTo(before: ThreadRest, now: number): ThreadRest {
  return before.until !== null && Date.parse(before.until) <= now ? { state: 'open', until: null } : before;
}
