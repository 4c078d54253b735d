import { settingGroups } from './contract/setting-shape';

/** What an operator is told about one of Twilio's error numbers, and what to do about it. */
export interface ErrorAdvice {
  /** What happened, one sentence. */
  readonly meaning: string;
  /** What to do next, one sentence; empty where there is nothing to do. */
  readonly remedy: string;
  /**
   * Whether sending the same again can help: `no` = it will fail again; `later` = it may work after a while; `fix` =
   * something has to be changed first.
   */
  readonly retry: 'no' | 'later' | 'fix';
}

/** Gives the address of Twilio's own page about one of its error numbers. */
export function errorPage(code: number): string {
  return `https://www.twilio.com/docs/api/errors/${code}`;
}

/** Gives Twilio's error number in a technical text that begins with it (`Twilio error 21608: …`); null without one. */
export function errorNumberIn(technical: string): number | null {
  const digits = /^Twilio error (\d{4,6})\b/.exec(technical)?.[1];
  return digits === undefined ? null : Number(digits);
}

type Row = readonly [codes: readonly number[], retry: ErrorAdvice['retry'], meaning: string, remedy: string];

const NOT_A_TEXT_SENDER =
  'Reply from the number of this account that the customer wrote to, or call the customer instead: a verified caller ID only works for calls, and on WhatsApp only a registered sender can write.';

const OUR_ACCOUNT = `Settings, ${settingGroups.twilio.title}`;

/**
 * The numbers that a console meets, in our own words. Twilio's own text is always shown beside them.
 * Source: https://www.twilio.com/docs/api/errors (one page for each number)
 */
const rows: readonly Row[] = [
  // Account and access
  [[10002], 'fix', 'A Twilio trial does not include this.', 'Upgrade the Twilio account.'],
  [
    [20003],
    'fix',
    'Twilio did not accept the account SID and auth token.',
    `Check both in ${OUR_ACCOUNT}; the token changes when it is rotated in the Twilio Console.`,
  ],
  [
    [20005, 30002],
    'fix',
    'The Twilio account is suspended or closed.',
    'Open the Twilio Console; it says what is missing (billing or compliance).',
  ],
  [
    [20006],
    'fix',
    'The key in use lacks the permission for this.',
    'Use the auth token, or a key that has the permission.',
  ],
  [
    [20008],
    'fix',
    'Twilio’s test credentials cannot do this.',
    `Enter the live account SID and auth token in ${OUR_ACCOUNT}.`,
  ],
  [[20404], 'no', 'Twilio does not know this any more, or it belongs to another account.', ''],
  [[20429], 'later', 'Twilio got too many requests at once.', 'Wait a moment; nothing was sent.'],
  [
    [20500, 20503],
    'later',
    'Twilio had a fault of its own.',
    'Look at the message’s state before sending it again: it may have gone out.',
  ],
  // Destination
  [
    [21211, 21217, 63024],
    'fix',
    'The recipient’s number is not valid.',
    'Check the number; it starts with + and the country code.',
  ],
  [[21266, 63031], 'fix', 'Sender and recipient are the same number.', 'Choose another sender.'],
  [
    [21408, 21215, 13227],
    'fix',
    'The Twilio account may not reach this country.',
    'Enable the country in the Twilio Console under Geo permissions.',
  ],
  [[21604], 'no', 'No recipient was given.', 'Please report this as a fault of the console.'],
  [
    [21608, 21219, 572005, 573005],
    'fix',
    'This Twilio account may only reach numbers that are verified with it.',
    `Verify it in Settings, ${settingGroups.senders.title}, or upgrade the account and finish its compliance profile.`,
  ],
  [
    [21610],
    'no',
    'The customer unsubscribed with STOP.',
    'Only the customer can undo it, by texting START to this number.',
  ],
  [
    [21612],
    'fix',
    'This sender cannot reach this recipient.',
    'Send from another of your numbers, or on another channel.',
  ],
  [[21614], 'no', 'This is not a mobile number, so it cannot take texts.', 'Call the customer instead.'],
  [[21214, 13224], 'no', 'This number cannot be called.', 'Check the number.'],
  [[21216, 13225], 'no', 'Calls to this number are blocked by Twilio.', ''],
  [[30003], 'later', 'The phone is switched off, out of range, or cannot take texts.', 'Try again later, or call.'],
  [[30004], 'no', 'The recipient or the carrier blocked the message.', 'Reach the customer on another channel.'],
  [[30005], 'no', 'The number does not exist or is no longer in use.', 'Check the number with the customer.'],
  [[30006], 'no', 'This is a landline, or a carrier that cannot be reached by text.', 'Call the customer instead.'],
  [
    [30007],
    'fix',
    'The message was filtered as unwanted by the carrier or by Twilio.',
    'Change the wording and check that your sender is registered; do not send the same text again.',
  ],
  [
    [30008],
    'later',
    'The carrier did not deliver it and did not say why.',
    'Try once more later; if it happens again, ask Twilio’s support.',
  ],
  [
    [30009],
    'no',
    'A part of this incoming text never arrived, so it may be incomplete.',
    'Ask the customer to send it again.',
  ],
  [[30017, 30018], 'later', 'The carrier is congested.', 'Try again later.'],
  [[30019], 'fix', 'The message is too large for the carrier.', 'Make it shorter.'],
  [[30036], 'later', 'The message waited too long at Twilio and was dropped.', 'Send it again if it still matters.'],
  [
    [30450],
    'later',
    'Twilio blocked this number for a short time to protect against abuse.',
    'Try again in half an hour.',
  ],
  // Sender
  [[21212, 21603], 'fix', 'The sender is not valid.', 'Choose another sender.'],
  // Which of the five it is depends on what else Twilio knows of the number; what to do is the same.
  [[21601, 21606, 21659, 21660, 63007], 'fix', 'Twilio does not carry texts from this sender.', NOT_A_TEXT_SENDER],
  [
    [21910],
    'fix',
    'The sender and the recipient are not on the same channel.',
    'Choose a sender of the channel that the customer uses.',
  ],
  [
    [21210, 13214],
    'fix',
    'The number shown to the customer is neither a Twilio number of yours nor verified.',
    `Verify it in Settings, ${settingGroups.senders.title}, or call from a Twilio number.`,
  ],
  [
    [21607, 572002, 573002],
    'fix',
    'A trial account may only use the number that Twilio assigned to it.',
    'Choose that number as the sender.',
  ],
  [
    [21611, 30001],
    'later',
    'Too many messages are already waiting to go out from this number.',
    'Wait until they are gone.',
  ],
  [
    [21703, 21704, 21705],
    'fix',
    'The Messaging Service has no number to send from.',
    'Add a number to it in the Twilio Console.',
  ],
  [
    [30032],
    'fix',
    'The toll-free number is not verified yet.',
    'Finish the toll-free verification in the Twilio Console.',
  ],
  [
    [30033, 30034, 30035],
    'fix',
    'The number is not in an approved registration for business texts in the US (A2P 10DLC).',
    'Finish the registration in the Twilio Console.',
  ],
  [
    [30022, 30023, 30024, 30025, 30026, 30027],
    'later',
    'The limit of business texts for this moment or day is used up.',
    'Send fewer at once, or go on tomorrow.',
  ],
  // Content
  [[21602], 'fix', 'The message is empty.', 'Write something or attach a file.'],
  [
    [21609, 21205, 11100],
    'fix',
    'Twilio did not accept the console’s own public address.',
    `Check it in Settings, ${settingGroups.connection.title}.`,
  ],
  [[21617], 'fix', 'The message is longer than 1600 characters.', 'Split it in two.'],
  [
    [21620, 21623, 63019],
    'fix',
    'Twilio could not fetch the attachment.',
    'Its address must be public; at most 10 can be sent at once.',
  ],
  [[21621, 30011], 'fix', 'Pictures cannot be sent on this route.', 'Send a text or a link instead.'],
  [
    [21654, 21655, 21656, 21658, 63027, 63028],
    'fix',
    'The message template is missing, not valid, or its blanks are not filled in correctly.',
    'Check the template in the Twilio Console.',
  ],
  [
    [572006],
    'fix',
    'A trial account may only send Twilio’s own sample texts.',
    'Upgrade the Twilio account to send your own words.',
  ],
  // WhatsApp and other channels
  [
    [63001],
    'fix',
    'WhatsApp did not accept the sender’s credentials.',
    'Check the WhatsApp sender in the Twilio Console.',
  ],
  [[63012], 'later', 'WhatsApp had a fault of its own.', 'Try again later.'],
  [[63003], 'no', 'This number is not on WhatsApp.', 'Send a text or call instead.'],
  [
    [63005, 63006, 63013, 63021],
    'fix',
    'WhatsApp refused the content of the message.',
    'Change the wording or the attachment.',
  ],
  [
    [63014, 63033],
    'no',
    'The customer cannot be reached on WhatsApp: your number is blocked there.',
    'Reach the customer on another channel.',
  ],
  [
    [63015],
    'fix',
    'The customer has not joined the WhatsApp sandbox.',
    'The customer has to send the join code to the sandbox first.',
  ],
  [
    [63016],
    'fix',
    'The customer’s last WhatsApp message is more than 24 hours old.',
    'Send an approved template, or wait until the customer writes again.',
  ],
  [[63018], 'later', 'Too many WhatsApp messages at once.', 'Try again in a moment.'],
  [[63034], 'fix', 'The attachment is too large for WhatsApp.', 'Send a file of at most 16 MB.'],
  [[63032], 'no', 'WhatsApp does not let this customer be messaged now.', ''],
  [
    [63038],
    'later',
    'The WhatsApp messages of this account for today are used up.',
    'Go on tomorrow, or have the limit raised.',
  ],
  [[63040, 63041, 63042], 'fix', 'WhatsApp rejected, paused or disabled this template.', 'Choose another template.'],
  [[63051], 'fix', 'WhatsApp locked the business account.', 'Ask Twilio’s or Meta’s support.'],
  // Calls
  [[21220], 'no', 'The call had already ended.', ''],
  [[21450], 'no', 'This number is verified as a caller ID already.', ''],
  // Webhooks
  [
    [11200, 11205, 11206, 11210, 11217, 11220, 11235, 11236, 11237],
    'fix',
    'Twilio could not reach this console.',
    'Check that the tunnel is up and that the number’s webhook has the address shown under Webhook, at the bottom of the window.',
  ],
  [
    [11750, 12100, 12200, 12300],
    'no',
    'Twilio did not understand the console’s answer.',
    'Please report this as a fault of the console.',
  ],
  [
    [14107],
    'no',
    'Twilio stopped two machines answering each other.',
    'Switch automatic replies off for this customer.',
  ],
];

const byCode: ReadonlyMap<number, ErrorAdvice> = new Map(
  rows.flatMap(([codes, retry, meaning, remedy]) => codes.map((code) => [code, { meaning, remedy, retry }] as const)),
);

/** What is said of a number that is not in the table: Twilio adds some without notice. */
const unknownError: ErrorAdvice = {
  meaning: 'Twilio reported a problem.',
  remedy: 'Twilio’s own text says more; the number can be looked up at twilio.com/docs/api/errors.',
  retry: 'later',
};

/** Explains one of Twilio's error numbers to people; an unknown one, or none, gets a general sentence. */
export function explainError(code: number | null): ErrorAdvice {
  return (code === null ? undefined : byCode.get(code)) ?? unknownError;
}
