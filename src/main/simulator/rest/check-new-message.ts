import { isE164 } from '../../../shared/phone-address';
import type { Service } from '../account-messaging';
import { channelOf } from '../message-log';
import type { Parts } from '../parts';
import { chooseSender } from './choose-sender';
import { chooseTemplate } from './choose-template';
import { checkMagicMessage } from './magic-numbers';
import { RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';

const MAX_BODY = 1600;
const MAX_MEDIA = 10;

/** A message that Twilio would take. */
export interface CheckedMessage {
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly links: readonly string[];
  readonly statusCallback: string | undefined;
  /** Whether it is an approved template. */
  readonly isTemplate: boolean;
  /** The Messaging Service that sends it. */
  readonly serviceSid: string | null;
}

/**
 * Applies Twilio's rules to a new message, in Twilio's order: what is missing, what is malformed, who may send to whom.
 *
 * @throws RestRefusal with Twilio's number and sentence
 */
export function checkNewMessage(form: RestForm, parts: Parts): CheckedMessage {
  const to = form.one('To') ?? '';
  const links = form.all('MediaUrl');
  const statusCallback = form.one('StatusCallback');
  const { from, service } = chooseSender(form, to, parts.account);
  const template = chooseTemplate(form, parts.account);
  const body = template?.body ?? form.one('Body') ?? '';
  if (body === '' && links.length === 0) throw new RestRefusal(21602, 'Message body is required.');
  checkContent(body, links);
  checkMagicMessage(from, to);
  checkAddresses(from, to, parts);
  if (links.length > 0 && parts.account.number(from)?.capabilities.mms === false) {
    throw new RestRefusal(21621, `The 'From' number ${from} cannot send media.`);
  }
  if (parts.optOuts.isBlocked(to, from)) throw new RestRefusal(21610, 'Attempt to send to unsubscribed recipient');
  return {
    ...{ to, from, body, links, serviceSid: service?.sid ?? null },
    statusCallback: statusCallback ?? (service ? callbackOf(service) : undefined),
    isTemplate: template?.isApproved ?? false,
  };
}

function callbackOf({ statusCallback }: Service): string | undefined {
  return statusCallback === '' ? undefined : statusCallback;
}

function checkContent(body: string, links: readonly string[]): void {
  if (body.length > MAX_BODY) {
    throw new RestRefusal(21617, 'The concatenated message body exceeds the 1600 character limit');
  }
  if (links.length > MAX_MEDIA) throw new RestRefusal(21623, 'Number of media files exceeds allowed limit');
}

function checkAddresses(from: string, to: string, { account }: Parts): void {
  if (channelOf(from) === 'whatsapp' && !account.sender(from)) {
    throw new RestRefusal(63007, 'Twilio could not find a Channel with the specified From address');
  }
  if (channelOf(from) !== channelOf(to)) {
    throw new RestRefusal(21910, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel");
  }
  if (to === from) throw new RestRefusal(21266, "'To' and 'From' number cannot be the same");
  if (channelOf(to) === 'whatsapp') {
    if (!/^whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128})$/.test(to)) throw invalidTo(to);
    return;
  }
  if (!isE164(to)) throw invalidTo(to);
  checkSmsSender(from, account);
  if (account.type === 'Trial' && !account.callerId(to)) {
    throw new RestRefusal(
      21608,
      `The number ${to} is unverified. Trial accounts cannot send messages to unverified numbers.`,
    );
  }
}

function invalidTo(to: string): RestRefusal {
  return new RestRefusal(21211, `Invalid 'To' Phone Number: ${to}`);
}

/** A verified caller ID is for calls: https://www.twilio.com/docs/api/errors/21659 */
function checkSmsSender(from: string, account: Parts['account']): void {
  const number = account.number(from);
  if (number?.capabilities.sms || account.callerId(from)?.canText) return;
  if (number) {
    throw new RestRefusal(
      21606,
      `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination/account.`,
    );
  }
  if (!isE164(from) && !/^(\d{5,6}|[A-Za-z0-9 ]{1,11})$/.test(from)) {
    throw new RestRefusal(21212, `Invalid From Number (caller ID): ${from}`);
  }
  throw new RestRefusal(21659, `'${from}' is not a Twilio phone number or Short Code country mismatch`);
}
