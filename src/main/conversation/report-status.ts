import { mergeStatus, statusFromTwilio } from '../../shared/message-status';
import type { MessageStatus } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
import type { StatusReport } from '../webhook/parse-inbound';

/** How many reports are kept for messages whose SID is not known yet. */
const KEPT_EARLY_REPORTS = 1_000;

export type MessageReport = Extract<StatusReport, { kind: 'message' }>;

export interface ReportStatus {
  /** Takes a delivery report. In any order, and repeated: a state never moves backwards. */
  report(report: MessageReport): Promise<void>;
  /** What was reported for a SID before the answer to its sending arrived; forgotten once asked. */
  early(sid: string): MessageStatus | undefined;
}

/**
 * Makes the part that takes delivery reports. One can arrive before Twilio's answer to the request that made
 * the message; it waits until the SID is known.
 * Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function createReportStatus(store: Store, clock: Clock): ReportStatus {
  const early = new Map<string, MessageStatus>();
  return {
    async report(report) {
      const status = statusFromTwilio(report.status);
      const entry = store.now.get('addresses', report.to);
      if (!status || !entry) return;
      const known = await store.commitTo(report.to, (_now, conversation) => {
        const message = conversation.messages().findLast((one) => one.metadata.twilioMessageSid === report.sid);
        if (!message) return { changes: [], result: false };
        const merged = mergeStatus(message.status, status);
        if (merged === message.status) return { changes: [], result: true };
        return {
          changes: [
            {
              type: 'message.status',
              address: report.to,
              contact_id: entry.contact_id,
              message_id: message._id,
              status: merged,
              at: isoNow(clock),
              ...(report.errorCode === null
                ? {}
                : { error: { code: report.errorCode, message: report.errorMessage ?? '' } }),
            },
          ],
          result: true,
        };
      });
      if (!known) keepEarly(report.sid, status);
    },
    early(sid) {
      const status = early.get(sid);
      early.delete(sid);
      return status;
    },
  };

  function keepEarly(sid: string, status: MessageStatus): void {
    const before = early.get(sid);
    early.set(sid, before ? mergeStatus(before, status) : status);
    const oldest = early.size > KEPT_EARLY_REPORTS ? early.keys().next().value : undefined;
    if (oldest !== undefined) early.delete(oldest);
  }
}
