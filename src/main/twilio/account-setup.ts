import type { NumberWebhooks, OwnNumber, TwilioClient } from './client';

type Webhooks = Pick<NumberWebhooks, 'smsUrl' | 'voiceUrl' | 'statusCallback'>;

/** What became of one number. */
export interface WebhookChange {
  readonly phoneNumber: string;
  /** Null when the number is not one of the account's. */
  readonly sid: string | null;
  /** As it was before: what `restoreWebhooks` puts back. */
  readonly old: Webhooks | null;
  /** As Twilio says it is now. */
  readonly now: Webhooks | null;
  readonly changed: boolean;
  /** What an operator has to know, a sentence each. */
  readonly warnings: readonly string[];
}

const OVERRIDES: Readonly<Record<OwnNumber['overriddenBy'][number], string>> = {
  'sms-application': 'A TwiML application at Twilio takes this number’s texts before the console does.',
  'voice-application': 'A TwiML application at Twilio takes this number’s calls before the console does.',
  trunk: 'A SIP trunk at Twilio takes this number’s calls before the console does.',
};

/**
 * Points the webhooks of our numbers at the console and reads back what Twilio made of it. Nothing is written where the
 * webhooks point there already; what they pointed at before is given back, so that it can be shown and restored.
 *
 * @param phoneNumbers E.164
 * @param base public base URL of the console, without a slash at the end
 * @throws TwilioRefusal, TwilioUnreachable
 */
export async function setWebhooks(
  client: TwilioClient,
  phoneNumbers: readonly string[],
  base: string,
): Promise<readonly WebhookChange[]> {
  const wanted = webhooksAt(base);
  const owned = await client.listNumbers();
  const changes: WebhookChange[] = [];
  for (const phoneNumber of phoneNumbers) {
    const number = owned.find((one) => one.phoneNumber === phoneNumber);
    changes.push(number ? await setNumber(client, number, wanted) : unknownNumber(phoneNumber));
  }
  return changes;
}

/**
 * Puts back what `setWebhooks` found, where the webhooks are still as it left them: somebody else's newer choice stays.
 *
 * @throws TwilioRefusal, TwilioUnreachable
 */
export async function restoreWebhooks(
  client: TwilioClient,
  changes: readonly WebhookChange[],
): Promise<readonly WebhookChange[]> {
  const owned = await client.listNumbers();
  const restored: WebhookChange[] = [];
  for (const { sid, old, now, changed } of changes) {
    const number = owned.find((one) => one.sid === sid);
    if (changed && number && old && now && isSame(urlsOf(number), now)) {
      restored.push(await setNumber(client, number, old));
    }
  }
  return restored;
}

/** The addresses at which the console takes messages, calls and call reports. */
function webhooksAt(base: string): Webhooks {
  const root = `${base.replace(/\/+$/, '')}/api/webhooks`;
  return { smsUrl: `${root}/sms`, voiceUrl: `${root}/voice`, statusCallback: `${root}/status` };
}

async function setNumber(client: TwilioClient, number: OwnNumber, wanted: Webhooks): Promise<WebhookChange> {
  const old = urlsOf(number);
  const { phoneNumber, sid } = number;
  const warnings = number.overriddenBy.map((kind) => OVERRIDES[kind]);
  if (isSame(old, wanted)) return { phoneNumber, sid, old, now: old, changed: false, warnings };
  await client.updateNumber(sid, wanted);
  const after = (await client.listNumbers()).find((one) => one.sid === sid);
  const now = after ? urlsOf(after) : null;
  return {
    ...{ phoneNumber, sid, old, now },
    changed: true,
    warnings:
      now !== null && isSame(now, wanted)
        ? warnings
        : [...warnings, 'Twilio did not keep the new webhook addresses. Check the number in the Twilio Console.'],
  };
}

function unknownNumber(phoneNumber: string): WebhookChange {
  return {
    ...{ phoneNumber, sid: null, old: null, now: null, changed: false },
    warnings: ['This number is not one of the Twilio account, so its webhooks cannot be set.'],
  };
}

function urlsOf({ smsUrl, voiceUrl, statusCallback }: OwnNumber): Webhooks {
  return { smsUrl, voiceUrl, statusCallback };
}

function isSame(one: Webhooks, other: Webhooks): boolean {
  return one.smsUrl === other.smsUrl && one.voiceUrl === other.voiceUrl && one.statusCallback === other.statusCallback;
}
