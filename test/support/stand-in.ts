import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { systemClock } from '../../src/main/app/clock';
import { createTwilioStandIn, type StandInOptions, type TwilioStandIn } from '../../src/main/simulator/stand-in';

export const OUR_NUMBER = '+12025550100';
export const OUR_WHATSAPP = '+12025550101';
export const VERIFIED = '+12025550188';

/**
 * Starts a stand-in for Twilio on a free port: one number for SMS and voice, one WhatsApp sender, one verified caller
 * ID. Deliveries take no time unless asked otherwise. Close it after the test.
 */
export async function startStandIn(options: Partial<StandInOptions> = {}): Promise<TwilioStandIn> {
  const standIn = createTwilioStandIn({
    clock: systemClock,
    random: randomBytes,
    accountSid: `AC${randomBytes(16).toString('hex')}`,
    authToken: randomBytes(16).toString('hex'),
    numbers: [{ phoneNumber: OUR_NUMBER, friendlyName: 'Front desk' }],
    whatsAppSenders: [OUR_WHATSAPP],
    callerIds: [{ phoneNumber: VERIFIED, friendlyName: 'Owner' }],
    delivery: { stepMs: 0 },
    ...options,
  });
  await standIn.listen(0);
  return standIn;
}

/** The environment of an app whose Twilio is the stand-in. Its AI answers at once. */
export function environmentOf(standIn: TwilioStandIn): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: standIn.account.sid,
    TWILIO_AUTH_TOKEN: standIn.account.authToken,
    TWILIO_PHONE_NUMBER: OUR_NUMBER,
    TWILIO_API_BASE_URL: standIn.baseUrl,
    AI_RESPONSE_DELAY: '0',
  };
}

/** The real SDK, asking the stand-in for every product. */
export function twilioClient(
  standIn: TwilioStandIn,
  credentials: { readonly sid: string; readonly authToken: string } = standIn.account,
): twilio.Twilio {
  const client = twilio(credentials.sid, credentials.authToken);
  client.api.baseUrl = standIn.baseUrl;
  client.messaging.baseUrl = standIn.baseUrl;
  return client;
}
