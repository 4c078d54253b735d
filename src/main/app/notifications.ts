import type { ModeDefaults } from '../../shared/views';
import type { Store } from '../store/store';
import type { Clock } from './clock';
import { noticesOf } from './notices';

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
  /** Whether nobody wants to be called now: the desk is in front, or notifications are off. */
  readonly isQuiet: () => boolean;
  /** Has the system show a notice. */
  readonly show: ShowNotice;
  /** Brings the desk to the front with a thread opened (null: as it is). */
  readonly onChosen: (contactId: string | null) => void;
  /**
   * Sends what the person wrote into the notice itself, as the composer would.
   *
   * @throws Error with a sentence for people when it was not accepted
   */
  readonly onReply: (contactId: string, text: string) => Promise<void>;
}

/** A notice as it is shown. */
export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

export interface NoticeActions {
  /** The person chose the notice. */
  readonly onClick: () => void;
  /** The person answered in the notice, where the system has that; null: there is nobody to answer. */
  readonly onReply: ((text: string) => void) | null;
}

/** Has the system show a notice. */
export type ShowNotice = (notice: NoticeText, actions: NoticeActions) => ShownNotice;

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

  function show(key: string, notice: NoticeText, contactId: string | null): void {
    standing.get(key)?.close();
    const canReply = contactId !== null && store.now.get('threads', contactId)?.replyTo != null;
    const shown = options.show(notice, {
      onClick: () => {
        standing.delete(key);
        options.onChosen(contactId);
      },
      onReply: canReply ? (text) => void reply(contactId, notice.title, text) : null,
    });
    standing.delete(key);
    standing.set(key, shown);
    if (standing.size > REMEMBERED) {
      const [oldest] = standing.keys();
      if (oldest !== undefined) standing.delete(oldest);
    }
  }

  async function reply(contactId: string, name: string, text: string): Promise<void> {
    standing.delete(contactId);
    try {
      await options.onReply(contactId, text);
    } catch (error) {
      // The words are in the notice again, since they are nowhere else.
      const why = error instanceof Error ? error.message : 'It could not be sent.';
      show(contactId, { title: `Not sent to ${name}`, body: `${why}\n${text}` }, contactId);
    }
  }

  const unsubscribe = store.subscribe((entry) => {
    const notices = noticesOf(entry, store.now, options.defaults(), isNew);
    if (options.isQuiet()) return;
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
