import type { CannedReply } from '../../shared/domain';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Store } from '../store/store';

export interface CannedParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** What a person gives of a canned reply. */
export interface CannedText {
  /** Null for a new one. */
  readonly reply_id: string | null;
  readonly shortcut: string;
  readonly text: string;
}

/** Gives the team's canned replies in the order of their shortcuts. */
export function listCanned({ store }: Pick<CannedParts, 'store'>): readonly CannedReply[] {
  return [...store.now.values('canned')].sort((a, b) => a.shortcut.localeCompare(b.shortcut));
}

/**
 * Keeps a canned reply; gives its id.
 *
 * @throws Problem when another one has the same shortcut
 */
export function putCanned({ store, clock, newId }: CannedParts, given: CannedText): Promise<string> {
  return store.commit((now) => {
    const { shortcut, text } = given;
    const before = now.get('canned', given.reply_id ?? '');
    const _id = before?._id ?? newId();
    for (const other of now.values('canned')) {
      if (other._id === _id || other.shortcut.toLowerCase() !== shortcut.toLowerCase()) continue;
      throw new Problem(
        'refused',
        `There is a canned reply called “/${other.shortcut}” already.`,
        'Choose another word.',
      );
    }
    const at = isoNow(clock);
    const reply: CannedReply = { _id, shortcut, text, createdAt: before?.createdAt ?? at, updatedAt: at };
    return { changes: [{ type: 'canned.put', reply }], result: _id };
  });
}

/** Forgets a canned reply; one that is gone already stays so. */
export async function removeCanned({ store }: Pick<CannedParts, 'store'>, replyId: string): Promise<void> {
  await store.commit((now) => ({
    changes: now.get('canned', replyId) ? [{ type: 'canned.removed', reply_id: replyId }] : [],
    result: null,
  }));
}
