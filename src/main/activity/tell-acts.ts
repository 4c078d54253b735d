import type { Change } from '../../shared/changes';
import type { Contact } from '../../shared/domain';
import { shownName } from '../../shared/shown-name';
import type { Log } from '../app/log';
import type { Now, Store } from '../store/store';

const modeNames = { auto: 'Auto', draft: 'Draft', off: 'Off' } as const;

/** A line of the activity log, with the contact that it is about. */
interface Told {
  readonly text: string;
  readonly contact_id: string | null;
}

/**
 * Writes into the activity log what people did with conversations and contacts, so that a team can see who stopped the
 * AI where, and what became of a session. Gives the function that ends it.
 */
export function tellActs(store: Pick<Store, 'now' | 'subscribe'>, log: Pick<Log, 'info'>): () => void {
  return store.subscribe(({ changes }) => {
    for (const change of changes) {
      const told = actOf(change, store.now);
      if (told) log.info(told.text, told.contact_id === null ? {} : { contact_id: told.contact_id });
    }
  });
}

/** Gives the line of a change that a person made; null for what is told elsewhere, or need not be. */
function actOf(change: Change, now: Now): Told | null {
  switch (change.type) {
    case 'message.added': {
      const { kind, sender, content } = change.message;
      if (kind !== 'event' || sender !== 'system') return null;
      return about(now, change.contact_id, (who) => `${who}: ${content}`);
    }
    case 'mode.set': {
      const { value, until, by } = change.mode;
      // Taking over is an event of the thread; later texts only move its end.
      if (until) return null;
      return about(now, change.contact_id, (who) =>
        by === 'rule' ? `The AI has ${who} again: ${modeNames[value]}.` : `AI set to ${modeNames[value]}: ${who}.`,
      );
    }
    case 'thread.state':
      return about(now, change.contact_id, (who) => {
        if (change.state === 'done') return `Done: ${who}.`;
        return change.until === null ? `Open again: ${who}.` : `Snoozed until ${localTime(change.until)}: ${who}.`;
      });
    case 'contact.edited': {
      const { blocked } = change.patch;
      if (blocked === undefined) return null;
      return about(now, change.contact_id, (who) => `${blocked ? 'Blocked' : 'No longer blocked'}: ${who}.`);
    }
    case 'contacts.rearranged': {
      const people = change.put.map(({ contact }) => nameOf(contact)).join(' and ');
      const text = change.removed.length > 0 ? `Merged into one person: ${people}.` : `Taken apart: ${people}.`;
      return { text, contact_id: change.put[0]?.contact._id ?? null };
    }
    case 'session.deleted':
      return session(now, change.address, `was deleted, with ${count(change.message_ids.length)}`);
    case 'session.merged':
      return session(now, change.address, `was merged with its neighbour, ${count(change.message_ids.length)} moved`);
    case 'session.restored':
      return session(now, change.address, 'is back as it was');
    default:
      return null;
  }
}

function about(now: Now, contactId: string, say: (who: string) => string): Told {
  const contact = now.get('contacts', contactId);
  return { text: say(contact ? nameOf(contact) : 'somebody'), contact_id: contactId };
}

function session(now: Now, address: string, what: string): Told {
  return {
    text: `A session of ${address} ${what}.`,
    contact_id: now.get('addresses', address)?.contact_id ?? null,
  };
}

function nameOf(contact: Contact): string {
  return shownName(contact.name) ?? shownName(contact.profileName) ?? contact.addresses[0] ?? 'somebody';
}

function localTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

function count(messages: number): string {
  return messages === 1 ? '1 message' : `${messages} messages`;
}
