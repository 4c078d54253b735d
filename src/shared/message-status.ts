import type { MessageStatus } from './domain';

/**
 * How far a delivery has come. Callbacks arrive in any order, so a status only ever replaces one of lower
 * rank. `unknown` ranks with `sending`: any real report settles it.
 * Source: https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
const rank: Readonly<Record<MessageStatus, number>> = {
  received: 9,
  draft: 0,
  queued: 1,
  sending: 2,
  unknown: 2,
  sent: 3,
  failed: 4,
  undelivered: 4,
  delivered: 4,
  read: 5,
};

/** Twilio's own words for a status, by ours. `accepted` and `scheduled` are both "waiting at Twilio". */
const fromTwilio: Readonly<Record<string, MessageStatus>> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  canceled: 'failed',
  undelivered: 'undelivered',
  received: 'received',
  receiving: 'received',
};

/** Gives our status for one of Twilio's; undefined for a word that Twilio did not have when this was written. */
export function statusFromTwilio(status: string): MessageStatus | undefined {
  return Object.hasOwn(fromTwilio, status) ? fromTwilio[status] : undefined;
}

/** Gives the status after a report: the report if it is further on, else the status as it was. */
export function mergeStatus(current: MessageStatus, reported: MessageStatus): MessageStatus {
  return rank[reported] > rank[current] || (current === 'unknown' && reported !== 'queued') ? reported : current;
}

/** Whether Twilio has not certainly taken a message yet, so that it must be looked after. */
export function isPending(status: MessageStatus): boolean {
  return status === 'queued' || status === 'sending' || status === 'unknown';
}
