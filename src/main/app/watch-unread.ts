import type { Store } from '../store/store';
import type { Clock } from './clock';

/** How much waits for people, over the whole inbox. */
export interface Unread {
  readonly unread: number;
  readonly needsHuman: number;
}

/** At most so often the inbox is counted, in milliseconds: nobody reads a number on an icon quicker. */
const PAUSE_MS = 300;

/**
 * Counts what nobody has looked at and tells of each new count, the first one at once. Blocked people count for nothing.
 * Gives the function that ends it.
 */
export function watchUnread(
  store: Pick<Store, 'now' | 'subscribe'>,
  clock: Clock,
  tell: (unread: Unread) => void,
): () => void {
  let cancel: (() => void) | null = null;
  const count = (): void => {
    cancel = null;
    tell(countUnread(store));
  };
  const unsubscribe = store.subscribe(() => {
    cancel ??= clock.after(PAUSE_MS, count);
  });
  count();
  return () => {
    unsubscribe();
    cancel?.();
  };
}

function countUnread({ now }: Pick<Store, 'now'>): Unread {
  let unread = 0;
  let needsHuman = 0;
  for (const thread of now.values('threads')) {
    if (thread.unread === 0 && thread.needsHuman === null) continue;
    if (now.get('contacts', thread._id)?.blocked) continue;
    unread += thread.unread;
    if (thread.needsHuman !== null && thread.state === 'open') needsHuman += 1;
  }
  return { unread, needsHuman };
}
