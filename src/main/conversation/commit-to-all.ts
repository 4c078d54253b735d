import type { Conversation, Decision, Now, Store } from '../store/store';

/**
 * Decides on the newest state with several conversations in the state of that very decision: should anything happen while
 * they are loaded, they are asked for again.
 *
 * @param addressesOf which conversations, as things stand; may throw
 */
export async function commitToAll<R>(
  store: Pick<Store, 'now' | 'seq' | 'commit' | 'conversation'>,
  addressesOf: (now: Now) => readonly string[],
  decide: (now: Now, conversations: readonly Conversation[]) => Decision<R>,
): Promise<R> {
  for (;;) {
    const { seq } = store;
    const conversations = await Promise.all(addressesOf(store.now).map((address) => store.conversation(address)));
    if (store.seq === seq) return store.commit((now) => decide(now, conversations));
  }
}
