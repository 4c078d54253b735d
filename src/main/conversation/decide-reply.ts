import type { AddressEntry, Contact, Message, Thread } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';
import { canBeAnswered } from '../../shared/phone-address';
import { effectiveMode } from '../../shared/views';
import type { DeskSettings } from './desk-settings';

/** How many identical texts in a row mean that a machine is writing. */
const IDENTICAL_TEXTS = 3;

export interface ReplyQuestion {
  readonly message: Message;
  /** Whether the message is in the thread already: then it is the newest of its texts. */
  readonly isStored: boolean;
  /** Twilio's own reading of a keyword, which wins over the text. */
  readonly optOutType?: string | undefined;
  readonly address: string;
  readonly thread: Thread | undefined;
  readonly entry: AddressEntry | undefined;
  readonly contact: Contact | undefined;
  readonly ownAddresses: ReadonlySet<string>;
  readonly settings: DeskSettings;
  /** Automatic replies of the whole desk in the last hour. */
  readonly deskReplies: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is to happen with an incoming message. `needsHuman` is the reason shown to the operator, or null. */
export type ReplyDecision =
  | { readonly kind: 'auto' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'silent'; readonly rule: string; readonly needsHuman: string | null };

/**
 * Decides whether an incoming message is answered by the AI. The model is never asked about consent: keywords
 * are decided here.
 * Source: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
 */
export function decideReply(question: ReplyQuestion): ReplyDecision {
  const { message, thread, entry, settings } = question;
  const type = message.communication_type;
  const hasOptedOut = entry !== undefined && Object.hasOwn(entry.optedOut, message.channel_id);
  if (type !== 'voice' && optOutKind(message.content, question.optOutType, hasOptedOut)) {
    return silent('keyword', null);
  }
  if (question.ownAddresses.has(question.address)) return silent('own-number', null);
  if (type !== 'voice' && !canBeAnswered(type, question.address)) {
    return silent('short-code', null);
  }
  if (question.contact?.blocked) return silent('blocked', null);
  if (hasOptedOut) {
    return silent('opted-out', 'Wrote although they have unsubscribed with STOP.');
  }
  const mode = effectiveMode(thread, settings);
  if (mode === 'off') {
    return silent('mode-off', settings.aiEnabled ? 'The AI is off in this conversation.' : 'The AI is switched off.');
  }
  const tripped = breakerReason(question);
  if (tripped) return silent('breaker', tripped);
  if (!message.content.trim() && message.media?.length) {
    return silent('media-only', 'Sent something to look at, which the AI cannot do.');
  }
  // What was recovered is answered late: whether that still helps, a person decides.
  return { kind: message.metadata.recovered ? 'draft' : mode };
}

function breakerReason(question: ReplyQuestion): string | null {
  const { breaker } = question.settings;
  if (!breaker.enabled) return null;
  const since = question.now - breaker.perContactMinutes * 60_000;
  const recent = (question.thread?.autoReplies ?? []).filter((at) => Date.parse(at) > since).length;
  if (recent >= breaker.perContact) {
    return `${breaker.perContact} automatic replies within ${breaker.perContactMinutes} minutes: a person should look.`;
  }
  if (question.deskReplies >= breaker.perDeskHour) {
    return `The desk sent ${breaker.perDeskHour} automatic replies within an hour: the AI pauses.`;
  }
  const texts = question.thread?.lastTexts ?? [];
  const before = (question.isStored ? texts.slice(0, -1) : texts).slice(-(IDENTICAL_TEXTS - 1));
  const text = question.message.content.trim().slice(0, 200);
  if (text && before.length === IDENTICAL_TEXTS - 1 && before.every((one) => one === text)) {
    return 'The same text three times in a row: this may be a machine.';
  }
  return null;
}

function silent(rule: string, needsHuman: string | null): ReplyDecision {
  return { kind: 'silent', rule, needsHuman };
}
