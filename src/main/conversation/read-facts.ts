import type { Message, Thread } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';
import { canBeAnswered } from '../../shared/phone-address';
import { repliesInARow } from '../../shared/thread-head';
import { modeOf } from '../../shared/views';
import { OPERATOR } from '../app/operator';
import type { BreakerFacts, Facts, HoursState, MachineSign, Since } from '../policy/facts';
import { hoursAt } from '../policy/hours-at';
import { machineSign, TEXTS_LOOKED_AT } from '../policy/machine-sign';
import type { Conversation, Now } from '../store/store';
import type { DeskBreaker } from './desk-breaker';
import type { DeskSettings } from './desk-settings';
import { isQuestion } from './is-question';
import type { Answerable } from './reply-message';

/** A message that may be answered, with what the rules cannot find in the store. */
export interface Asked extends Answerable {
  /** Whether it is in the thread already: then it is the newest of its texts. */
  readonly isStored: boolean;
  /** Twilio's own reading of a keyword, which wins over the text. */
  readonly optOutType?: string | undefined;
  /** The thread as it is to become, where that is not what the store has. */
  readonly thread?: Thread | undefined;
  /** The conversation, where it is at hand. Without it the customer is told nothing of hours. */
  readonly conversation?: Conversation | null;
  /** Set when the message was taken up before: how, and what was written. */
  readonly late?: Pick<Since, 'begun' | 'written'>;
}

/** What facts are read from besides the store. */
export interface FactSources {
  readonly ownAddresses: ReadonlySet<string>;
  readonly breaker: Pick<DeskBreaker, 'replies' | 'tripped'>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Reads what decides about a message, as it is at this moment. */
export function readFacts(now: Now, asked: Asked, settings: DeskSettings, sources: FactSources): Facts {
  const { message, address, contact_id, late, conversation = null } = asked;
  const thread = asked.thread ?? now.get('threads', contact_id);
  const entry = now.get('addresses', address);
  const { communication_type: type, channel_id, content } = message;
  const isVoice = type === 'voice';
  const hasOptedOut = entry !== undefined && Object.hasOwn(entry.optedOut, channel_id);
  const mode = modeOf(thread, settings);
  const hours = hoursOf(settings, sources.at);
  const handsOff = late?.written?.kind === 'reply' && late.written.handOff !== null;
  return {
    isVoice,
    isKeyword: !isVoice && optOutKind(content, asked.optOutType, hasOptedOut) !== null,
    isOwnNumber: sources.ownAddresses.has(address),
    canBeAnswered: isVoice || canBeAnswered(type, address),
    isBlocked: now.get('contacts', contact_id)?.blocked === true,
    hasOptedOut,
    isMediaOnly: (message.media?.length ?? 0) > 0 && content.trim() === '',
    isRecovered: message.metadata.recovered === true,
    aiEnabled: settings.aiEnabled,
    mode,
    isOwned: thread !== undefined && thread.owner !== null && (thread.mode?.value ?? settings.defaultMode) === 'auto',
    breaker: breakerFacts(now, asked, thread, settings, sources),
    hours,
    outsideHours: settings.outsideHours,
    // A session is looked through only where something depends on it: it may be long.
    isToldOfHours:
      settings.hoursReply === '' ||
      conversation === null ||
      (hours === 'closed' && sessionOf(conversation, message).some(isOfHours)),
    isToldOfHandOff:
      handsOff &&
      conversation !== null &&
      sessionOf(conversation, message).findLast(isOurs)?.explanation?.handOff !== undefined,
    isShadow: settings.shadow,
    since: late
      ? { ...(asked.isStored && conversation ? sinceThen(conversation, message, thread) : untouched), ...late }
      : null,
  };
}

const untouched = {
  isGone: false,
  isAnswered: false,
  isSuperseded: false,
  hasPersonAnswered: false,
  isSessionOver: false,
  isDone: false,
} as const;

function sinceThen(
  conversation: Conversation,
  message: Message,
  thread: Thread | undefined,
): Omit<Since, 'begun' | 'written'> {
  const later = after(conversation, message._id);
  return {
    isGone: conversation.message(message._id) === undefined,
    isAnswered: later.some((one) => isAnswerTo(message, one)),
    isSuperseded: later.some((one) => one.session_id === message.session_id && isQuestion(one)),
    hasPersonAnswered: later.some((one) => one.sender === 'operator' && one.kind === undefined),
    isSessionOver: conversation.session(message.session_id)?.status !== 'active',
    isDone: thread?.state === 'done',
  };
}

/** Whether a text of the AI is the answer to a message, and not only a word that people are not there. */
function isAnswerTo({ metadata }: Message, { sender, status, decision, ...one }: Message): boolean {
  if (sender !== 'ai' || status === 'draft' || status === 'failed' || one.kind !== undefined) return false;
  const isNotice = decision?.rule === 'human-silence' || (one.metadata.hours === true && decision?.kind !== 'answer');
  return !isNotice && one.metadata.inResponseTo === metadata.twilioMessageSid;
}

function after(conversation: Conversation, messageId: string): readonly Message[] {
  const messages = conversation.messages();
  let at = messages.length - 1;
  while (at >= 0 && messages[at]?._id !== messageId) at -= 1;
  return messages.slice(at + 1);
}

/** What was said in the session of a message, oldest first. */
function sessionOf(conversation: Conversation, message: Message): readonly Message[] {
  return conversation.messages().filter((one) => one.session_id === message.session_id);
}

function isOfHours({ metadata }: Message): boolean {
  return metadata.hours === true;
}

/** Whether the customer has it, or will. */
function isOurs({ sender, status, kind }: Message): boolean {
  if (status === 'draft' || status === 'failed' || status === 'undelivered') return false;
  return (sender === 'ai' || sender === 'operator') && kind === undefined;
}

function hoursOf({ hours }: DeskSettings, at: number): HoursState {
  return hours === null ? 'open' : hoursAt(hours, at);
}

function breakerFacts(
  now: Now,
  { message, isStored }: Asked,
  thread: Thread | undefined,
  { breaker }: DeskSettings,
  sources: FactSources,
): BreakerFacts {
  // Times of this form stand in the order of their text.
  const from = new Date(sources.at - breaker.perContactMinutes * 60_000).toISOString();
  const until = new Date(sources.at).toISOString();
  // What was said before a person let the AI go on does not count against it.
  const letGoOn = thread?.mode?.by === OPERATOR ? thread.mode.at : '';
  let replies = 0;
  for (const at of thread?.autoReplies ?? []) {
    // A clock that was wrong may have put some into the future: they would count, and lock the customer out, until then.
    if (at > from && at <= until && at >= letGoOn) replies += 1;
  }
  return {
    enabled: breaker.enabled,
    perContact: breaker.perContact,
    perContactMinutes: breaker.perContactMinutes,
    perRow: breaker.perRow,
    repliesInARow: thread ? repliesInARow(thread, sources.at) : 0,
    perDeskHour: breaker.perDeskHour,
    replies,
    deskReplies: sources.breaker.replies(now),
    deskTripped: sources.breaker.tripped(now)?.reason ?? null,
    machine: breaker.enabled ? signOf(message, thread, isStored) : null,
  };
}

function signOf(message: Message, thread: Thread | undefined, isStored: boolean): MachineSign | null {
  const texts = thread?.lastTexts ?? [];
  const before = (isStored ? texts.slice(0, -1) : texts).slice(-TEXTS_LOOKED_AT);
  const isAlone = (thread?.messageCount ?? 0) === texts.length;
  const sign = machineSign(message.content.trim().slice(0, 200), before, isAlone);
  // What is understood of speech is often the same few words.
  return message.communication_type === 'voice' && sign !== 'identical' ? null : sign;
}
