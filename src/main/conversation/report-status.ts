import { mergeStatus, statusFromTwilio } from '../../shared/message-status';
import type { Message, MessageStatus } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
import type { StatusReport } from '../webhook/parse-inbound';

/** How many reports are kept for messages whose SID is not known yet. */
const KEPT_EARLY_REPORTS = 1_000;

export type MessageReport = Extract<StatusReport, { kind: 'message' }>;

export interface ReportStatus {
  /** Takes a delivery report. In any order, and repeated: a state never moves backwards. */
  report(report: MessageReport): Promise<void>;
  /** What was reported for a SID while nobody knew yet whose it is. */
  early(sid: string): EarlyReport | undefined;
}

/** A state that was reported before the answer to the sending arrived, with what went wrong if it failed. */
export interface EarlyReport {
  readonly status: MessageStatus;
  readonly error: Message['error'] | undefined;
}

/**
 * Makes the part that takes delivery reports. One can arrive before Twilio's answer to the request that made
 * the message; it waits until the SID is known.
 * Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function createReportStatus(store: Store, clock: Clock): ReportStatus {
  const early = new Map<string, EarlyReport>();
  return {
    async report(report) {
      const status = statusFromTwilio(report.status);
      const entry = store.now.get('addresses', report.to);
      if (!status || !entry) return;
      const { errorCode: code, errorMessage } = report;
      const error = code === null ? undefined : { code, message: errorMessage ?? '' };
      await store.commitTo(report.to, (_now, conversation) => {
        const message = conversation.messages().findLast((one) => one.metadata.twilioMessageSid === report.sid);
        // Kept within the decision: the one that learns the SID comes after it, and finds it.
        if (!message) keepEarly(report.sid, { status, error });
        const merged = message ? mergeStatus(message.status, status) : status;
        if (!message || merged === message.status) return { changes: [], result: null };
        return {
          changes: [
            {
              type: 'message.status',
              address: report.to,
              contact_id: entry.contact_id,
              message_id: message._id,
              status: merged,
              at: isoNow(clock),
              ...(error ? { error } : {}),
            },
          ],
          result: null,
        };
      });
    },
    early: (sid) => early.get(sid),
  };

  function keepEarly(sid: string, report: EarlyReport): void {
    const before = early.get(sid)?.status;
    if (before !== undefined && mergeStatus(before, report.status) === before) return;
    early.set(sid, report);
    const oldest = early.size > KEPT_EARLY_REPORTS ? early.keys().next().value : undefined;
    if (oldest !== undefined) early.delete(oldest);
  }
}
