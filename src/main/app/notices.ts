import type { Change, Entry } from '../../shared/changes';
import type { Message, Need } from '../../shared/domain';
import { showAddress } from '../../shared/phone-address';
import { previewOf } from '../../shared/preview';
import { shownName } from '../../shared/shown-name';
import { effectiveMode, type ModeDefaults } from '../../shared/views';
import { visibleControls } from '../../shared/visible-controls';
import type { Now } from '../store/store';

/** Why a person is called: to which thread, and in what words. */
export interface Notice {
  readonly contact_id: string;
  readonly title: string;
  readonly body: string;
}

/**
 * Gives the notices that an entry calls for: a thread that needs a person, or a message where the AI does not answer by
 * itself. One for each thread at most. Of messages that arrived while the console was offline none is given: they come
 * in crowds and stand in the list.
 *
 * @param isNew whether a message was not told of yet
 */
export function noticesOf(
  entry: Entry,
  now: Now,
  defaults: ModeDefaults,
  isNew: (messageId: string) => boolean,
): readonly Notice[] {
  const notices = new Map<string, Notice>();
  for (const change of entry.changes) {
    const body = bodyOf(change, now, defaults, isNew);
    if (body === null || !('contact_id' in change) || now.get('contacts', change.contact_id)?.blocked) continue;
    // The reason why a person is needed says more than the message that came with it.
    const before = notices.get(change.contact_id)?.body;
    const { contact_id } = change;
    notices.set(contact_id, { contact_id, title: nameOf(contact_id, now), body: before ? `${body}\n${before}` : body });
  }
  return [...notices.values()];
}

function bodyOf(
  change: Change,
  now: Now,
  defaults: ModeDefaults,
  isNew: (messageId: string) => boolean,
): string | null {
  if (change.type === 'thread.flagged') return change.needsHuman ? reasonOf(change.needsHuman) : null;
  if (change.type !== 'message.added') return null;
  const { message, contact_id } = change;
  if (!isFromCustomer(message) || !isNew(message._id)) return null;
  const thread = now.get('threads', contact_id);
  const answered = effectiveMode(thread, defaults) === 'auto' && thread?.needsHuman == null;
  return answered ? null : visibleControls(previewOf(message).text) || 'New message';
}

function reasonOf({ reason, summary }: Need): string {
  return summary === undefined ? reason : `${reason}\n${visibleControls(summary)}`;
}

function isFromCustomer(message: Message): boolean {
  return message.sender === 'contact' && message.kind === undefined && !message.metadata.recovered;
}

function nameOf(contactId: string, now: Now): string {
  const contact = now.get('contacts', contactId);
  const name = shownName(contact?.name ?? null) ?? shownName(contact?.profileName ?? null);
  return name ?? showAddress(contact?.addresses[0] ?? 'Unknown number');
}
