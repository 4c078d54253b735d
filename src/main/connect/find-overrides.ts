import type { Override } from '../../shared/contract/connect-contract';
import type { OwnNumber } from '../twilio/client';
import type { MessagingService } from '../twilio/messaging-client';

/**
 * What takes a sender's messages or calls before its own webhooks do, and what to do about it.
 * Source: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource and
 * https://www.twilio.com/docs/messaging/api/service-resource
 */

const OF_NUMBER: Readonly<Record<OwnNumber['overriddenBy'][number], Override>> = {
  'sms-application': {
    kind: 'sms-application',
    message: 'A TwiML application takes this number’s texts before this console does.',
    remedy:
      'In Twilio’s Console open Phone Numbers → this number → Messaging, and under “Configure with” choose Webhook instead of TwiML App.',
  },
  'voice-application': {
    kind: 'voice-application',
    message: 'A TwiML application takes this number’s calls before this console does.',
    remedy:
      'In Twilio’s Console open Phone Numbers → this number → Voice, and under “Configure with” choose Webhook instead of TwiML App.',
  },
  trunk: {
    kind: 'trunk',
    message: 'A SIP trunk takes this number’s calls before this console does.',
    remedy:
      'Leave it so if your telephone system is to ring. Else open Elastic SIP Trunking → the trunk → Numbers in Twilio’s Console, and take the number out.',
  },
};

/** Gives what overrides the webhooks of a number: applications, a trunk, a Messaging Service with an address of its own. */
export function overridesOfNumber(number: OwnNumber, services: readonly MessagingService[]): readonly Override[] {
  const groups = services.filter(({ numbers }) => numbers.some(({ sid }) => sid === number.sid));
  return [...number.overriddenBy.map((kind) => OF_NUMBER[kind]), ...groups.flatMap(overrideBy)];
}

/** The same for a WhatsApp sender, which can be in a Messaging Service too. */
export function overridesOfWhatsApp(address: string, services: readonly MessagingService[]): readonly Override[] {
  return services.filter(({ whatsAppSenders }) => whatsAppSenders.includes(address)).flatMap(overrideBy);
}

function overrideBy(service: MessagingService): readonly Override[] {
  if (service.useInboundWebhookOnNumber) return [];
  const named = `“${service.friendlyName}”`;
  const where = `In Twilio’s Console open Messaging → Services → ${service.friendlyName} → Integration and choose “Defer to sender’s webhook”.`;
  if (service.inboundRequestUrl === '') {
    return [
      {
        kind: 'service',
        message: `The Messaging Service ${named} drops what arrives on this sender: Twilio does not even write it down.`,
        remedy: where,
      },
    ];
  }
  return [
    {
      kind: 'service',
      message: `The Messaging Service ${named} takes its texts and sends them to ${hostOf(service.inboundRequestUrl)}.`,
      remedy: where,
    },
  ];
}

/** The host of an address, which is what people know it by; the whole text where it is no address. */
export function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}
