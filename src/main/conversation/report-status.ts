import type { Message } from '../../shared/domain';
import { statusFromTwilio } from '../../shared/message-status';
import { isoNow, type Clock } from '../app/clock';
import type { Conversation, Store } from '../store/store';
import type { StatusReport } from '../webhook/parse-inbound';
import { isNews, stateFromTwilio } from './remote-state';
import { statusChanges } from './status-changes';

export type MessageReport = Extract<StatusReport, { kind: 'message' }>;

export interface ReportParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Told of what Twilio said and nobody understood. */
  readonly log: (line: string) => void;
}

/**
 * Makes the function that takes delivery reports. In any order, and repeated: a state never moves backwards. The address
 * that Twilio reports to names our own message, so that a report is joined to it although its SID is not known: it may
 * come before Twilio's answer to the request that made the message, and nobody is told the SID of an answer in TwiML.
 * Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function createReportStatus({ store, clock, log }: ReportParts): (report: MessageReport) => Promise<void> {
  const unknownWords = new Set<string>();

  return async function take(report) {
    if (statusFromTwilio(report.status) === undefined && !unknownWords.has(report.status)) {
      unknownWords.add(report.status);
      log(`Twilio reported a state that this console does not know: “${report.status}”.`);
    }
    // A report names the customer as the receiver; the request for the action of an answer as the one who had written.
    for (const address of new Set([report.to, report.from])) {
      if (store.now.get('addresses', address) && (await takeFor(address, report))) return;
    }
  };

  /** Gives whether the message was found in the conversation of an address. */
  function takeFor(address: string, report: MessageReport): Promise<boolean> {
    return store.commitTo(address, (now, conversation) => {
      const message = find(conversation, report);
      if (!message) return { changes: [], result: false };
      const next = stateFromTwilio(message, report);
      const changes = isNews(message, next) ? statusChanges(now, conversation, message, next, isoNow(clock)) : [];
      return { changes, result: true };
    });
  }
}

function find(conversation: Conversation, { sid, message_id }: MessageReport): Message | undefined {
  const named = message_id === null ? undefined : conversation.message(message_id);
  if (named?.metadata.twilioMessageSid === sid) return named;
  // Of two with the same words to the same person, Twilio's list may have given the SID to the other one already: which
  // of them it was makes no difference to anybody, as long as it is one.
  const known = conversation.messages().findLast((one) => one.metadata.twilioMessageSid === sid);
  if (known) return known.sender === 'contact' ? undefined : known;
  const isFree = named && named.sender !== 'contact' && named.metadata.twilioMessageSid === undefined;
  return isFree && !named.metadata.earlierSids?.includes(sid) ? named : undefined;
}
