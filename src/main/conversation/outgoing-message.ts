import type { Message } from '../../shared/domain';
import { toChannelAddress } from '../../shared/phone-address';
import { TwilioUnreachable, type OutgoingMessage } from '../twilio/client';

/** Where Twilio reaches us. */
export interface OutgoingLinks {
  /** Where Twilio reports progress to; undefined while no public URL is up. */
  readonly statusCallback: () => string | undefined;
  /** Public link to a file of a message; undefined while no public URL is up. */
  readonly fileLink: (file: string) => string | undefined;
}

/**
 * Gives what Twilio is asked to send.
 *
 * @throws TwilioUnreachable while Twilio could not fetch the message's files, so that it is asked later
 */
export function outgoingMessage(links: OutgoingLinks, message: Message): OutgoingMessage {
  const { communication_type: type, metadata, content, media = [] } = message;
  const { template } = metadata;
  const statusCallback = links.statusCallback();
  const mediaUrls = media.map(({ url, file }) => {
    const link = url ?? (file === null ? undefined : links.fileLink(file));
    if (link !== undefined) return link;
    throw new TwilioUnreachable('Waiting for a public address at which Twilio can fetch the file.', true);
  });
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
