import { wasSaid } from '../../shared/apply-to-conversation';
import type { Change } from '../../shared/changes';
import type { Message, Need, Thread } from '../../shared/domain';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { hoursAt } from '../policy/hours-at';
import { decideSilence, type Silence } from '../policy/silence';
import type { Conversation, Decision, Now, Store } from '../store/store';
import { windowProblem } from './check-window';
import type { DeskSettings } from './desk-settings';
import { isClosedByHand } from './hold-back';
import { addMessage, replyMessage, type Answerable } from './reply-message';
import type { ReplyRules } from './reply-rules';

/** How often hand-overs are looked over, in milliseconds. */
const INTERVAL_MS = 6_000;

export interface WatchSilenceParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => DeskSettings;
  readonly rules: ReplyRules;
  readonly log: (line: string, contactId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** A hand-over that nobody has taken up. */
interface Waiting {
  /** As it was written down, ISO 8601. */
  readonly since: string;
  /** The same by the clock as it goes now, in milliseconds since 1970. */
  readonly from: number;
}

/**
 * Calls people again where the AI handed over and nobody has answered for a while, and tells the customer, once. What waits
 * stands in the threads, so a restart forgets nothing. Gives the function that stops it.
 */
export function watchSilence(parts: WatchSilenceParts): () => void {
  const { store, clock, settings } = parts;
  const waiting = new Map<string, Waiting>();
  let lookedAt = clock.now();
  let cancel: () => void = () => undefined;
  let stopped = false;

  const notice = (thread: Thread | undefined) => {
    const need = thread && handedOver(thread);
    if (!need || waiting.get(thread._id)?.since === need.since) return;
    // A clock that was ahead when the AI handed over, and was set right while the console was closed, puts that into the future.
    waiting.set(thread._id, { since: need.since, from: Math.min(Date.parse(need.since), clock.now()) });
  };
  const noticeAll = () => {
    for (const thread of store.now.values('threads')) notice(thread);
  };
  const unsubscribe = store.subscribe(({ changes }) => {
    for (const change of changes) {
      if (change.type === 'thread.flagged') notice(store.now.get('threads', change.contact_id));
      if (change.type === 'contacts.rearranged' || change.type === 'documents.imported') noticeAll();
    }
  });
  noticeAll();
  look();
  return () => {
    stopped = true;
    unsubscribe();
    cancel();
  };

  function look(): void {
    lookOver()
      .catch(parts.onError)
      .finally(() => {
        if (!stopped) cancel = clock.after(INTERVAL_MS, look);
      });
  }

  async function lookOver(): Promise<void> {
    followClock();
    const { silenceMinutes } = settings();
    if (silenceMinutes === 0) return;
    for (const [contactId, { from }] of [...waiting]) {
      const thread = store.now.get('threads', contactId);
      const need = thread && handedOver(thread);
      if (!need || !thread.replyTo) waiting.delete(contactId);
      else if (clock.now() >= from + silenceMinutes * 60_000) {
        const { address } = thread.replyTo;
        const outcome = await store.commitTo(address, (now, conversation) =>
          settle(now, conversation, contactId, from),
        );
        if (outcome !== 'wait') waiting.delete(contactId);
        if (outcome === 'tell') parts.log('Nobody has answered yet: the customer was told so.', contactId);
      }
    }
  }

  /** A clock that is set back takes those who wait with it, so that none of them waits for longer. */
  function followClock(): void {
    const before = lookedAt;
    lookedAt = clock.now();
    if (lookedAt >= before) return;
    const back = before + INTERVAL_MS - lookedAt;
    for (const [contactId, { since, from }] of waiting) waiting.set(contactId, { since, from: from - back });
  }

  function settle(now: Now, conversation: Conversation, contactId: string, from: number): Decision<Silence> {
    const current = settings();
    const thread = now.get('threads', contactId);
    const need = thread && handedOver(thread);
    const message = conversation.messages().findLast((one) => one.sender === 'contact' && one.kind === undefined);
    if (!need || !message) return { changes: [], result: 'over' };
    const to: Answerable = { address: conversation.address, contact_id: contactId, message };
    const outcome = decideSilence({
      since: from,
      now: clock.now(),
      minutes: current.silenceMinutes,
      isEscalated: need.escalatedAt !== undefined,
      isSeenTo: isSeenTo(now, thread, conversation, { message, from, gapMs: current.gapMs }),
      hours: current.hours === null ? 'open' : hoursAt(current.hours, clock.now()),
      mayTell: !hasAnsweredSince(conversation, need.since) && mayTell(now, conversation, thread, to, current),
    });
    if (outcome === 'wait' || outcome === 'over') return { changes: [], result: outcome };
    const at = isoNow(clock);
    const reason = `Nobody has answered for ${minutesWords(current.silenceMinutes)}. ${need.reason}`;
    const escalated: Change = {
      type: 'thread.flagged',
      contact_id: contactId,
      needsHuman: { ...need, reason, escalatedAt: at },
    };
    return {
      changes: [...(outcome === 'tell' ? [tell(to, current.silenceLine, at)] : []), escalated],
      result: outcome,
    };
  }

  /** Whether the rules let the AI say something to this customer now, had it not handed over. */
  function mayTell(
    now: Now,
    conversation: Conversation,
    thread: Thread,
    to: Answerable,
    current: DeskSettings,
  ): boolean {
    const { communication_type: type, channel_id } = to.message;
    if (current.silenceLine === '' || type === 'voice' || thread.mode?.tripped !== undefined) return false;
    if (type === 'whatsapp' && windowProblem(conversation, channel_id, clock.now()) !== null) return false;
    const asIfAuto: Thread = { ...thread, mode: { value: 'auto', by: 'rule', at: isoNow(clock) } };
    return parts.rules(now, { ...to, thread: asIfAuto, isStored: true, conversation }, current).rule === 'auto';
  }

  function tell(to: Answerable, line: string, at: string): Change {
    const reason = 'Nobody had answered since the AI handed over, so the customer was told once.';
    const reply = replyMessage(to, line, {
      id: parts.newId(),
      status: 'queued',
      at,
      explanation: {
        ...{ provider: 'rules', model: null, durationMs: 0, rule: 'human-silence' },
        knowledge: [],
        tokens: null,
      },
      decision: { kind: 'hand over', rule: 'human-silence', reason, at },
    });
    return addMessage(to, reply);
  }
}

/** What a person is called for since the AI handed over; undefined where it did not, or was called out again already. */
function handedOver({ needsHuman }: Thread): (Need & { readonly summary: string }) | undefined {
  if (needsHuman?.summary === undefined || needsHuman.escalatedAt !== undefined) return undefined;
  return { ...needsHuman, summary: needsHuman.summary };
}

/** Whether the AI, which stays on after a failure of its own, has answered the customer since: then they do not sit and wait. */
function hasAnsweredSince(conversation: Conversation, since: string): boolean {
  return conversation
    .messages()
    .some((one) => one.sender === 'ai' && one.decision?.kind === 'answer' && wasSaid(one) && one.createdAt > since);
}

/** Whether a person has done something about it: answered, noted, taken it, put it off, or closed the session by hand. */
function isSeenTo(
  now: Now,
  thread: Thread,
  conversation: Conversation,
  { message, from, gapMs }: Pick<Waiting, 'from'> & { readonly message: Message; readonly gapMs: number },
): boolean {
  if (thread.state !== 'open' || thread.owner !== null) return true;
  const isSeen = (one: Message) => one.sender === 'operator' && Date.parse(one.createdAt) >= from;
  if (conversation.messages().some(isSeen)) return true;
  const session = conversation.session(message.session_id);
  return (
    session !== undefined &&
    isClosedByHand(now, conversation.address, session, gapMs) &&
    Date.parse(session.updatedAt) >= from
  );
}

function minutesWords(minutes: number): string {
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
