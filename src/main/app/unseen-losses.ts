import type { LossState } from '../../shared/connection';
import type { FolderStore } from '../store/folder-store';

/** What the data folder did not give back, until a person has seen it. */
export interface UnseenLosses {
  state(): LossState;
  /** A person has seen so many of them. */
  seen(count: number): void;
}

/** Keeps count of the losses that nobody has looked at. */
export function createUnseenLosses(store: Pick<FolderStore, 'losses'>, onChange: () => void): UnseenLosses {
  let seen = 0;
  return {
    state: () => ({ count: Math.max(0, store.losses.length - seen), first: store.losses[seen] ?? null }),
    seen(count) {
      seen = Math.min(store.losses.length, seen + count);
      onChange();
    },
  };
}
