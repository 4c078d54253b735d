import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { TextChannel } from '../../shared/simulator-contract';
import type { MessageRecord } from './message-log';
import type { Parts } from './parts';
import type { PhoneRecord } from './phones';

/** Parameters of the webhook: https://www.twilio.com/docs/messaging/guides/webhook-request */
export function inboundTextParams(
  parts: Parts,
  phone: PhoneRecord,
  message: MessageRecord,
  channel: TextChannel,
  optOutType: string | undefined,
): Record<string, string> {
  const { sid, from, to, body, media, numSegments } = message;
  const mediaParams = media.flatMap((item, index) => [
    [`MediaContentType${index}`, item.contentType],
    [
      `MediaUrl${index}`,
      `${parts.baseUrl()}/2010-04-01/Accounts/${parts.account.sid}/Messages/${sid}/Media/${item.sid}`,
    ],
  ]);
  return {
    ...{ MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid: parts.account.sid, ApiVersion: '2010-04-01' },
    ...{ From: from, To: to, Body: body, SmsStatus: 'received' },
    ...(message.serviceSid === null ? {} : { MessagingServiceSid: message.serviceSid }),
    ...{ NumMedia: String(media.length), NumSegments: String(numSegments) },
    ...(Object.fromEntries(mediaParams) as Record<string, string>),
    ...(channel === 'whatsapp' ? whatsAppParams(phone, media.length) : { ...place('From', from), ...place('To', to) }),
    ...(optOutType === undefined ? {} : { OptOutType: optOutType }),
  };
}

function whatsAppParams(phone: PhoneRecord, numMedia: number): Record<string, string> {
  const address = phone.whatsappAddress.slice('whatsapp:'.length);
  const hidden = address !== phone.number;
  return {
    ProfileName: phone.profileName,
    MessageType: numMedia > 0 ? 'image' : 'text',
    ...(hidden ? { ExternalUserId: phone.whatsappAddress } : { WaId: phone.number.slice(1) }),
  };
}

/** What Twilio tells of where a number is registered; only the country is known here. */
export function place(side: 'From' | 'To' | 'Caller' | 'Called', address: string): Record<string, string> {
  const country = parsePhoneNumberFromString(address)?.country ?? '';
  return { [`${side}City`]: '', [`${side}State`]: '', [`${side}Zip`]: '', [`${side}Country`]: country };
}
