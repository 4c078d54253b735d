import type { Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import type { OutgoingMessage } from '../twilio/client';
import type { ReportLinks } from './report-links';

/** Where Twilio reaches us. */
export interface OutgoingLinks {
  readonly reports: ReportLinks;
  /** Public link to a file of a message; undefined while no public URL is up. */
  readonly fileLink: (file: string) => string | undefined;
}

/** Gives what Twilio is asked to send; null while it could not fetch the message's files. */
export function outgoingMessage(links: OutgoingLinks, message: Message): OutgoingMessage | null {
  const { communication_type: type, metadata, content, media = [] } = message;
  const { template } = metadata;
  const statusCallback = links.reports.message(message._id);
  const mediaUrls: string[] = [];
  for (const { url, file } of media) {
    const link = url ?? (file === null ? undefined : links.fileLink(file));
    if (link === undefined) return null;
    mediaUrls.push(link);
  }
  return {
    to: toChannelAddress(type, metadata.toNumber),
    ...senderOf(message),
    ...(template
      ? { contentSid: template.sid, contentVariables: JSON.stringify(template.variables) }
      : { body: content }),
    ...(mediaUrls.length > 0 ? { mediaUrls } : {}),
    ...(statusCallback ? { statusCallback } : {}),
  };
}

/** A Messaging Service chooses among its numbers; which it was is known from Twilio's answer. */
function senderOf({ communication_type, metadata }: Message): Pick<OutgoingMessage, 'from' | 'messagingServiceSid'> {
  const { messagingServiceSid, fromNumber } = metadata;
  return messagingServiceSid === undefined
    ? { from: toChannelAddress(communication_type, fromNumber) }
    : { messagingServiceSid };
}
