import type { TextChannel } from '../../shared/simulator-contract';
import { countSegments } from './count-segments';
import { followMessagingTwiml } from './follow-messaging-twiml';
import { inboundTextParams } from './inbound-text-params';
import { passesSandbox } from './pass-sandbox';
import type { MessageRecord } from './message-log';
import { obeyKeyword } from './obey-keyword';
import type { Parts } from './parts';
import type { PhoneRecord } from './phones';
import type { WebhookAnswer } from './post-webhook';

/** Twilio cuts a longer text (error 21617). */
const MAX_BODY = 1600;

export interface TextOptions {
  /** Our number, E.164; the account's first of the channel when not given. */
  readonly to?: string;
  readonly channel?: TextChannel;
  readonly media?: readonly { readonly contentType: string; readonly bytes: Buffer }[];
  /** Set by Twilio when a Messaging Service has Advanced Opt-Out. */
  readonly optOutType?: 'STOP' | 'START' | 'HELP';
  /** More parameters, or other values of the usual ones. */
  readonly params?: Readonly<Record<string, string>>;
  /** Number of equal requests made at the same time. */
  readonly copies?: number;
  /** Signs with this token in place of the account's. */
  readonly signedWith?: string;
}

/** What became of a text. */
export interface TextOutcome {
  readonly sid: string;
  /** As they were posted. */
  readonly params: Readonly<Record<string, string>>;
  /** The console's answer; null when nobody was asked. */
  readonly answer: WebhookAnswer | null;
  /** Answers of all copies. */
  readonly answers: readonly WebhookAnswer[];
  /** Replies that Twilio made of it. */
  readonly replies: readonly MessageRecord[];
}

/** A text that Twilio has taken; `outcome` is fulfilled when the console's answer has been followed. */
export interface TakenText {
  readonly sid: string;
  readonly outcome: Promise<TextOutcome>;
}

/**
 * Takes a text of a phone as Twilio does: it stands in the list at once, is posted to the webhook of the number, and the
 * TwiML that comes back is followed.
 *
 * @throws RangeError when no number of ours takes texts on this channel
 */
export function receiveText(parts: Parts, phone: PhoneRecord, body: string, options: TextOptions = {}): TakenText {
  const channel = options.channel ?? 'sms';
  const from = channel === 'whatsapp' ? phone.whatsappAddress : phone.number;
  const found = findLine(parts, channel, options.to);
  if (!found) throw new RangeError(`The account has no ${channel} number ${options.to ?? ''}`.trim());
  const line = throughService(parts, found);
  const message = parts.messages.add({
    direction: 'inbound',
    from,
    to: line.address,
    body: body.slice(0, MAX_BODY),
    media: (options.media ?? []).map((item) => ({ ...item, link: null })),
    status: 'received',
    numSegments: countSegments(body, line.address),
    arrived: true,
    serviceSid: parts.account.serviceOf(line.address)?.sid ?? null,
    ...(body.length > MAX_BODY ? { errorCode: 21617 } : {}),
  });
  if (channel === 'sms' || options.optOutType) obeyKeyword(parts, message, options.optOutType);
  const params = { ...inboundTextParams(parts, phone, message, channel, options.optOutType), ...options.params };
  if (isDropped(parts, line.address)) parts.messages.remove(message.sid);
  const asked = passesSandbox(parts, message) ? line : { ...line, url: '' };
  return { sid: message.sid, outcome: parts.track(ask(parts, message, asked, params, options)) };
}

/** Where a text came to, and who is asked about it. */
interface Line {
  readonly address: string;
  readonly url: string;
  readonly method: string | undefined;
  readonly fallback: { readonly url: string; readonly method: string | undefined };
}

function findLine(parts: Parts, channel: TextChannel, to: string | undefined): Line | undefined {
  const { account } = parts;
  if (channel === 'whatsapp') {
    const sender = to === undefined ? account.senders[0] : account.sender(to.replace(/^(whatsapp:)?/, 'whatsapp:'));
    return (
      sender && {
        address: sender.address,
        url: sender.callbackUrl,
        method: 'POST',
        fallback: { url: sender.fallbackUrl, method: 'POST' },
      }
    );
  }
  const number = to === undefined ? account.numbers.find((each) => each.capabilities.sms) : account.number(to);
  const setting = (name: string) => number?.settings.get(name);
  return (
    number && {
      address: number.phoneNumber,
      url: setting('SmsUrl') ?? '',
      method: setting('SmsMethod'),
      fallback: { url: setting('SmsFallbackUrl') ?? '', method: setting('SmsFallbackMethod') },
    }
  );
}

/** A Messaging Service that does not defer to its senders is asked in their place. */
function throughService(parts: Parts, line: Line): Line {
  const service = parts.account.serviceOf(line.address);
  if (!service || service.useInboundWebhookOnNumber) return line;
  return { ...line, url: service.inboundRequestUrl, method: 'POST', fallback: { url: '', method: undefined } };
}

/** With neither, Twilio drops the message and does not even list it. */
function isDropped(parts: Parts, address: string): boolean {
  const service = parts.account.serviceOf(address);
  return service !== undefined && !service.useInboundWebhookOnNumber && service.inboundRequestUrl === '';
}

async function ask(
  parts: Parts,
  message: MessageRecord,
  line: Line,
  params: Readonly<Record<string, string>>,
  { copies = 1, signedWith }: TextOptions,
): Promise<TextOutcome> {
  if (line.url === '') return { sid: message.sid, params, answer: null, answers: [], replies: [] };
  const request = { ...line, about: 'text', params, authToken: signedWith } as const;
  const answers =
    copies === 1 ? [await parts.webhooks.ask(request)] : await parts.webhooks.askTogether(request, copies);
  const [answer = null] = answers;
  const replies = answer ? await followMessagingTwiml(parts, answer, message, params) : [];
  return { sid: message.sid, params, answer, answers, replies };
}
