import type { ModeDefaults } from '../../shared/views';
import type { Store } from '../store/store';
import type { Clock } from './clock';
import { noticesOf, type Notice } from './notices';

/** More than this many notices in this time become one that says there are more. */
const MOST_NOTICES = 5;
const WITHIN_MS = 10_000;
/** How many messages are remembered as told of. */
const REMEMBERED = 2000;

/** What the system shows; it can be taken away again. */
export interface ShownNotice {
  close(): void;
}

export interface NotificationOptions {
  readonly store: Pick<Store, 'now' | 'subscribe'>;
  readonly defaults: () => ModeDefaults;
  readonly clock: Clock;
  /** Whether the person is looking at the desk already. */
  readonly isFocused: () => boolean;
  /** Has the system show a notice; `onClick` is for when the person chooses it. */
  readonly show: (notice: Omit<Notice, 'contact_id'>, onClick: () => void) => ShownNotice;
  /** Brings the desk to the front with a thread opened (null: as it is). */
  readonly onChosen: (contactId: string | null) => void;
}

/**
 * Calls a person when one is needed. Quiet while the desk is in front; never twice for one message; of one thread only
 * the newest notice stands, and a crowd of them becomes one. Gives the function that ends it.
 */
export function startNotifications(options: NotificationOptions): () => void {
  const { store, clock } = options;
  const told = new Set<string>();
  const standing = new Map<string, ShownNotice>();
  let times: number[] = [];

  function isNew(messageId: string): boolean {
    if (told.has(messageId)) return false;
    told.add(messageId);
    if (told.size > REMEMBERED) {
      for (const oldest of told) {
        told.delete(oldest);
        break;
      }
    }
    return true;
  }

  function show(key: string, notice: Omit<Notice, 'contact_id'>, contactId: string | null): void {
    standing.get(key)?.close();
    const shown = options.show(notice, () => {
      standing.delete(key);
      options.onChosen(contactId);
    });
    standing.delete(key);
    standing.set(key, shown);
    if (standing.size > REMEMBERED) {
      const [oldest] = standing.keys();
      if (oldest !== undefined) standing.delete(oldest);
    }
  }

  const unsubscribe = store.subscribe((entry) => {
    const notices = noticesOf(entry, store.now, options.defaults(), isNew);
    if (options.isFocused()) return;
    for (const { contact_id, ...notice } of notices) {
      times = [...times.filter((at) => clock.now() - at < WITHIN_MS), clock.now()].slice(-MOST_NOTICES - 1);
      if (times.length <= MOST_NOTICES) {
        show(contact_id, notice, contact_id);
      } else if (!standing.has(CROWD)) {
        show(CROWD, { title: 'Switchboard', body: 'More customers are waiting for an answer.' }, null);
      }
    }
    if (times.length <= MOST_NOTICES) standing.delete(CROWD);
  });

  return () => {
    unsubscribe();
    for (const notice of standing.values()) notice.close();
  };
}

/** Key of the one notice that stands for many; no contact has it as its id. */
const CROWD = '';
