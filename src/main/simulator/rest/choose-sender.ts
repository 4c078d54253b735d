import type { Account } from '../account';
import type { Service } from '../account-messaging';
import { channelOf } from '../message-log';
import { RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';

/** Who sends a new message. */
export interface ChosenSender {
  readonly from: string;
  readonly service: Service | null;
}

/**
 * Chooses who sends, as Twilio does: `From`, or a sender of the Messaging Service that reaches the recipient. With both
 * it is that sender, which has to belong to the service.
 * Sources: errors 21603, 21703, 21704, 21705 of https://www.twilio.com/docs/api/errors
 *
 * @throws RestRefusal
 */
export function chooseSender(form: RestForm, to: string, account: Account): ChosenSender {
  const from = form.one('From') ?? '';
  const serviceSid = form.one('MessagingServiceSid');
  if (serviceSid === undefined) {
    if (from === '') throw new RestRefusal(21603, "A 'From' phone number is required.");
    return { from, service: null };
  }
  const service = account.services.find(({ sid }) => sid === serviceSid);
  if (!service) throw new RestRefusal(21705, 'The Messaging Service Sid is invalid.');
  const senders = [...service.numbers, ...service.whatsAppSenders.map((address) => `whatsapp:${address}`)];
  if (senders.length === 0) throw new RestRefusal(21704, 'The Messaging Service contains no phone numbers.');
  const fitting = senders.filter((sender) => channelOf(sender) === channelOf(to));
  const chosen = from === '' ? fitting[0] : fitting.find((sender) => sender === from);
  if (chosen === undefined) {
    throw new RestRefusal(21703, 'The Messaging Service does not have a phone number available to send a message.');
  }
  return { from: chosen, service };
}
