import { RestRefusal } from './rest-error';

/**
 * Twilio's magic numbers. As recipient each always brings about its error; as sender they are Twilio's for test
 * credentials, and owned by nobody.
 * Source: https://www.twilio.com/docs/iam/test-credentials
 */
type Magic = Readonly<Record<string, readonly [code: number, message: string]>>;

const messageFrom: Magic = {
  '+15005550001': [21212, 'Invalid From Number (caller ID): +15005550001'],
  '+15005550007': [21606, "The 'From' phone number +15005550007 is not a valid, message-capable Twilio phone number."],
  '+15005550008': [21611, "This 'From' number has exceeded the maximum number of queued messages"],
};
const messageTo: Magic = {
  '+15005550001': [21211, "Invalid 'To' Phone Number: +15005550001"],
  '+15005550002': [21612, "Message cannot be sent with the current combination of 'To' and/or 'From' parameters"],
  '+15005550003': [21408, 'Permission to send an SMS has not been enabled for the region indicated by the To number'],
  '+15005550004': [21610, 'Attempt to send to unsubscribed recipient'],
  '+15005550009': [21614, "'To' number is not a valid mobile number"],
};
const callFrom: Magic = {
  '+15005550001': [21212, 'Invalid From Number (caller ID): +15005550001'],
};
const callTo: Magic = {
  '+15005550001': [21217, "'To' Phone Number is invalid"],
  '+15005550002': [21214, "'To' Phone Number cannot be reached"],
  '+15005550003': [21215, 'Account not authorized to call +15005550003. International permissions are required.'],
  '+15005550004': [21216, 'Account not allowed to call +15005550004'],
};

/** The sender that always works with test credentials. */
export const MAGIC_SENDER = '+15005550006';

/** @throws RestRefusal when sender or recipient is a magic number that stands for an error */
export function checkMagicMessage(from: string, to: string): void {
  refuse(messageFrom[from] ?? messageTo[to]);
}

/** @throws RestRefusal when caller or callee is a magic number that stands for an error */
export function checkMagicCall(from: string, to: string): void {
  refuse(callFrom[from] ?? callTo[to]);
}

function refuse(magic: readonly [number, string] | undefined): void {
  if (magic) throw new RestRefusal(...magic);
}
