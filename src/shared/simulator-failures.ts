/** An error that a delivery can end with, for people to choose from. */
export interface DeliveryFailure {
  readonly code: number;
  readonly words: string;
  /** `failed`: Twilio did not send it. `undelivered`: the carrier took it and reported failure. */
  readonly status: 'failed' | 'undelivered';
}

/**
 * The errors that the simulator offers. Numbers and words:
 * https://www.twilio.com/docs/messaging/guides/debugging-tools and the error dictionary.
 */
export const deliveryFailures: readonly DeliveryFailure[] = [
  { code: 30003, words: 'Unreachable destination handset', status: 'undelivered' },
  { code: 30004, words: 'Message blocked', status: 'undelivered' },
  { code: 30005, words: 'Unknown destination handset', status: 'undelivered' },
  { code: 30006, words: 'Landline or unreachable carrier', status: 'undelivered' },
  { code: 30007, words: 'Message filtered', status: 'undelivered' },
  { code: 30008, words: 'Unknown error', status: 'undelivered' },
  { code: 21610, words: 'Attempt to send to unsubscribed recipient', status: 'failed' },
  { code: 30001, words: 'Queue overflow', status: 'failed' },
  { code: 30002, words: 'Account suspended', status: 'failed' },
  {
    code: 63016,
    words: 'Failed to send freeform message because you are outside the allowed window',
    status: 'failed',
  },
  { code: 63018, words: 'Rate limit exceeded for channel', status: 'failed' },
  { code: 63032, words: 'We cannot send this message to the user', status: 'failed' },
];

/** Gives what is known of an error; others are taken as failures of the carrier without words. */
export function deliveryFailure(code: number): DeliveryFailure {
  const known = deliveryFailures.find((failure) => failure.code === code);
  return known ?? { code, words: '', status: code >= 30_003 && code < 40_000 ? 'undelivered' : 'failed' };
}
