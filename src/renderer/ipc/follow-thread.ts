import type { Change } from '../../shared/changes';
import { addOlder, applyToOpen, isTouchedBy, openConversation } from '../store/open-conversation';
import { problemOf } from './ask';
import type { Following } from './following';

/** Messages asked for at a time; further up in a long thread more and more, so that its beginning is not endlessly far. */
const MESSAGES = 60;
const MOST_OLDER = 500;
/** Most messages that one request may ask for (the contract's limit). */
const MOST_MESSAGES = 1000;

/** The thread on screen, read as far back as the operator looks. */
export interface FollowedThread {
  /** Shows a thread; with `at`, loaded back to that message or to the beginning of that session. */
  open(contactId: string | null, at: string | null): void;
  /** Reads the thread that is wanted, if one is, as it is now. */
  reload(): void;
  loadOlder(): Promise<void>;
  /** Contacts were merged or taken apart: the thread is read anew, under its new name if it has one. */
  followContacts(change: Change & { type: 'contacts.rearranged' }): void;
}

export function followThread(following: Following): FollowedThread {
  const { ask, model, flights, screen } = following;
  let messages = MESSAGES;
  let reach: { at?: string } = {};

  return {
    open(contactId, at) {
      const isThere = contactId === model.wanted && screen.read().thread?.status !== 'failed';
      if (isThere && (at === null || isLoaded(at))) return;
      reach = at === null ? {} : { at };
      messages = MESSAGES;
      want(contactId);
      if (following.isLive()) void read();
    },
    reload: () => void read(),
    loadOlder,
    followContacts({ put: people, removed }) {
      const { wanted } = model;
      if (wanted === null) return;
      const isPut = people.some(({ contact }) => contact._id === wanted);
      if (!isPut && !removed.includes(wanted)) return;
      const addresses = model.open?.addresses;
      const heir = people.find(({ contact }) => contact.addresses.some((address) => addresses?.has(address)));
      if (!isPut && !heir) return;
      if (!isPut && heir) want(heir.contact._id);
      void read();
    },
  };

  function want(contactId: string | null): void {
    model.want(contactId);
    screen.putThread({ status: 'loading', problem: null, loadingOlder: false });
  }

  async function read(): Promise<void> {
    const contactId = model.wanted;
    if (contactId === null) return;
    const isOver = following.begin();
    const isStale = () => isOver() || contactId !== model.wanted;
    try {
      await flights.run(async (meanwhile) => {
        const answer = await ask('thread.open', { contact_id: contactId, limit: messages, ...reach });
        if (isStale()) return;
        const open = openConversation(answer);
        const { entries, rows } = meanwhile();
        for (const entry of entries) applyToOpen(open, entry);
        model.setOpen(open);
        const { thread, contact, optedOut } = answer;
        model.putRow(rows.get(contactId) ?? { thread, contact, ...(optedOut ? { optedOut } : {}) });
        screen.putThread({ status: 'ready', problem: null, loadingOlder: false });
      });
    } catch (thrown) {
      if (isStale()) return;
      model.setOpen(null);
      screen.putThread({ status: 'failed', problem: problemOf(thrown), loadingOlder: false });
    }
  }

  async function loadOlder(): Promise<void> {
    const { open } = model;
    const { thread } = screen.read();
    const before = thread?.messages[0]?._id;
    if (!following.isLive() || !open?.more || thread?.loadingOlder) return;
    if (before === undefined) return read();
    screen.putThread({ loadingOlder: true });
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
      if (model.open === open) void read();
      return;
    }
    if (model.open !== open) return;
    messages = Math.min(MOST_MESSAGES, open.messages.size);
    screen.putThread({ loadingOlder: false });
    if (overtaken) void loadOlder();
  }

  /** Whether a message, or the beginning of a session, is on screen as far as it is loaded. */
  function isLoaded(at: string): boolean {
    const { messages: shown = [], more = true } = screen.read().thread ?? {};
    const first = shown.findIndex(({ _id, session_id }) => _id === at || session_id === at);
    return first > 0 || (first === 0 && (!more || shown[0]?._id === at));
  }
}
