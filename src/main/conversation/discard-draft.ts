import type { Change } from '../../shared/changes';
import { isoNow, type Clock } from '../app/clock';
import { Problem } from '../ipc/problem';
import { draftReasons } from '../policy/reasons';
import type { Store } from '../store/store';
import { DISCARDED_REASON, flag } from './reply-message';

/**
 * Throws the AI's draft away. A person who was called to check it is called for what is true then: the customer has had
 * no answer, or nothing is to be done.
 *
 * @throws Problem when the thread is gone
 */
export function discardDraft(
  { store, clock }: { readonly store: Pick<Store, 'commit'>; readonly clock: Clock },
  draft: { readonly contact_id: string; readonly address: string; readonly message_id: string },
): Promise<null> {
  return store.commit((now) => {
    const { contact_id } = draft;
    const thread = now.get('threads', contact_id);
    if (!thread) throw new Problem('not-found', 'This conversation is not there any more.');
    const { needsHuman, waitingSince } = thread;
    const isCalledForIt = thread.draft_id === draft.message_id && draftReasons.includes(needsHuman?.reason ?? '');
    const next: Change =
      waitingSince === null
        ? { type: 'thread.flagged', contact_id, needsHuman: null }
        : flag(contact_id, DISCARDED_REASON, isoNow(clock));
    return { changes: [{ type: 'draft.discarded', ...draft }, ...(isCalledForIt ? [next] : [])], result: null };
  });
}
