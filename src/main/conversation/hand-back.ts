import type { Change } from '../../shared/changes';
import type { Message, Mode, Thread } from '../../shared/domain';
import { withMode } from '../../shared/thread-head';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { OPERATOR } from '../app/operator';
import { Problem } from '../ipc/problem';
import type { Decision as Decided } from '../policy/decision';
import type { Conversation, Decision, Now, Store } from '../store/store';
import { EMPTY_TWIML } from '../webhook/render-twiml';
import type { AutoReply } from './auto-reply';
import type { DeskSettings } from './desk-settings';
import { isQuestion } from './is-question';
import { DISCARDED_REASON, flag, RECOVERED_REASON, type Answerable } from './reply-message';
import type { ReplyRules } from './reply-rules';
import { answered } from './settle-reply';
import { handedBackEvent } from './take-over';

export interface HandBackParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => DeskSettings;
  readonly rules: ReplyRules;
  readonly autoReply: AutoReply;
  readonly onError: (error: unknown) => void;
}

/**
 * Gives a thread back to the AI. What the customer wrote last and nobody answered, it answers now (or drafts), under the
 * same rules as any text; where it may not, the thread goes on asking for a person and says why. What it wrote and a
 * person threw away it does not send after all.
 */
export interface HandBack {
  /** It answers (or drafts) there again as before. @throws Problem when the thread is gone */
  handBack(contactId: string): Promise<void>;
  /** The operator has chosen that it answers there by itself. @throws Problem when the thread is gone */
  switchToAuto(contactId: string): Promise<void>;
}

/** What is left to be answered, and what is to become of it. */
interface Left {
  readonly to: Answerable;
  readonly decision: Decided;
}

/** Makes the part that gives threads back to the AI. */
export function createHandBack(parts: HandBackParts): HandBack {
  const { store, clock, settings, autoReply } = parts;

  return {
    handBack: (contactId) => giveBack(contactId, modeBefore, true),
    switchToAuto: (contactId) => giveBack(contactId, () => 'auto', false),
  };

  function modeBefore(thread: Thread): Mode {
    const wanted = thread.mode?.until?.then ?? settings().defaultMode;
    return wanted === 'off' ? 'auto' : wanted;
  }

  async function giveBack(contactId: string, modeOf: (thread: Thread) => Mode, isSaid: boolean): Promise<void> {
    const address = store.now.get('threads', contactId)?.replyTo?.address;
    const decide = (now: Now, conversation: Conversation | null) => {
      const thread = now.get('threads', contactId);
      if (!thread) throw new Problem('not-found', 'This conversation is not there any more.');
      return decideBack(now, conversation, thread, modeOf(thread), isSaid);
    };
    const left = await (address === undefined
      ? store.commit((now) => decide(now, null))
      : store.commitTo(address, decide));
    if (left === null) return;
    const { to, decision } = left;
    if (decision.kind === 'answer') autoReply.answer(to, clock.now()).catch(parts.onError);
    if (decision.kind === 'draft') autoReply.draft(to).catch(parts.onError);
    if (decision.would === 'answer' || decision.would === 'draft') autoReply.shadow(to).catch(parts.onError);
  }

  function decideBack(
    now: Now,
    conversation: Conversation | null,
    thread: Thread,
    value: Mode,
    isSaid: boolean,
  ): Decision<Left | null> {
    const at = isoNow(clock);
    const contact_id = thread._id;
    const mode = { value, by: OPERATOR, at };
    const isRejected = isThrownAway(thread);
    const left =
      conversation && !isRejected ? leftIn(now, conversation, { ...withMode(thread, mode), owner: null }) : null;
    return {
      changes: [
        { type: 'mode.set', contact_id, mode },
        { type: 'thread.owned', contact_id, owner: null },
        ...(isRejected ? [] : [needOf(thread, left, at)]),
        ...(conversation && left ? takenUp(now, conversation, left, at) : []),
        ...(isSaid ? handedBackEvent(parts, now, thread, at) : []),
      ],
      result: left,
    };
  }

  function leftIn(now: Now, conversation: Conversation, thread: Thread): Left | null {
    if (thread.waitingSince === null) return null;
    const message = conversation.messages().findLast(isAsked);
    if (!message) return null;
    const to: Answerable = { address: conversation.address, contact_id: thread._id, message };
    return { to, decision: parts.rules(now, { ...to, thread, isStored: true, conversation }, settings()) };
  }
}

/** Whether a person threw away what the AI wrote to the customer's last message, and has not answered it either. */
function isThrownAway({ draft_id, needsHuman, waitingSince, lastInboundAt }: Thread): boolean {
  if (draft_id !== null || waitingSince === null || needsHuman?.reason !== DISCARDED_REASON) return false;
  return (lastInboundAt ?? '') <= needsHuman.since;
}

/** Whether a person is still needed: where the customer has had no answer and gets none from the AI. */
function needOf(thread: Thread, left: Left | null, at: string): Change {
  const { _id: contact_id, waitingSince } = thread;
  const decision = left?.decision;
  // It is only drafted, whatever the mode, so a person has to look.
  if (decision?.kind === 'draft' && left?.to.message.metadata.recovered) return flag(contact_id, RECOVERED_REASON, at);
  const isItsTurn = decision && (decision.kind === 'answer' || decision.kind === 'draft' || decision.calls === null);
  if (decision ? isItsTurn : waitingSince === null) return { type: 'thread.flagged', contact_id, needsHuman: null };
  const why = decision?.calls ?? null;
  const unanswered = 'Nobody has answered the customer’s last message yet.';
  return flag(contact_id, why === null ? unanswered : `${unanswered} ${why}`, at);
}

/**
 * Makes a message one that can still be answered: its webhook is not waited for any more, so that the answer goes by
 * REST, and its session goes on.
 */
function takenUp(now: Now, conversation: Conversation, { to, decision }: Left, at: string): Change[] {
  if (decision.kind !== 'answer' && decision.kind !== 'draft') return [];
  const { address, message } = to;
  const { channel_id, session_id } = message;
  const isNewest = now.get('addresses', address)?.latest[channel_id]?.session_id === session_id;
  const isOver = conversation.session(session_id)?.status === 'closed';
  return [
    ...(message.answer === undefined ? [answered(to, EMPTY_TWIML)] : []),
    ...(isOver && isNewest
      ? [{ type: 'session.status' as const, address, session_id, channel_id, status: 'active' as const, at }]
      : []),
  ];
}

/** Whether a message is one that is answered in writing. */
function isAsked(message: Message): boolean {
  return message.communication_type !== 'voice' && isQuestion(message);
}
