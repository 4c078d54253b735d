import type { Change } from '../../shared/changes';
import { isoNow, type Clock } from '../app/clock';
import { Problem } from '../ipc/problem';
import { draftReasons } from '../policy/reasons';
import type { Conversation, Store } from '../store/store';
import { isQuestion } from './is-question';
import { DISCARDED_REASON, flag } from './reply-message';

const DISCARDED = 'You discarded its draft.';

/**
 * Throws the AI's draft away. A person who was called to check it is called for what is true then: the customer has had
 * no answer, or nothing is to be done. The customer's message says what became of it.
 *
 * @throws Problem when the thread is gone
 */
export function discardDraft(
  { store, clock }: { readonly store: Pick<Store, 'commitTo'>; readonly clock: Clock },
  draft: { readonly contact_id: string; readonly address: string; readonly message_id: string },
): Promise<null> {
  return store.commitTo(draft.address, (now, conversation) => {
    const { contact_id } = draft;
    const thread = now.get('threads', contact_id);
    if (!thread) throw new Problem('not-found', 'This conversation is not there any more.');
    const { needsHuman, waitingSince } = thread;
    const isCalledForIt = thread.draft_id === draft.message_id && draftReasons.includes(needsHuman?.reason ?? '');
    const next: Change =
      waitingSince === null
        ? { type: 'thread.flagged', contact_id, needsHuman: null }
        : flag(contact_id, DISCARDED_REASON, isoNow(clock));
    return {
      changes: [
        ...noteDiscarded(conversation, draft.message_id),
        { type: 'draft.discarded', ...draft },
        ...(isCalledForIt ? [next] : []),
      ],
      result: null,
    };
  });
}

/** The draft takes its own card with it, so what became of it stands with the customer's message that it was for. */
function noteDiscarded(conversation: Conversation, draftId: string): Change[] {
  const messages = conversation.messages();
  const at = messages.findIndex(({ _id }) => _id === draftId);
  const sid = messages[at]?.metadata.inResponseTo;
  const asked = messages
    .slice(0, Math.max(0, at))
    .findLast((one) => (sid === undefined ? isQuestion(one) : one.metadata.twilioMessageSid === sid));
  const { decision } = asked ?? {};
  if (!asked || decision?.kind !== 'draft' || decision.reason.endsWith(DISCARDED)) return [];
  const noted = { ...decision, reason: `${decision.reason} ${DISCARDED}` };
  return [{ type: 'message.decided', address: conversation.address, message_id: asked._id, decision: noted }];
}
