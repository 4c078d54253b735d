import { SegmentedMessage } from 'sms-segments-calculator';
import type { CommunicationType, Message } from '../../shared/domain';

/** How fast one of our senders may send. A unit is a segment of a text, a message on WhatsApp, or a call. */
export interface Pace {
  /** Senders that share one pace have one key. */
  readonly key: string;
  readonly perSecond: number;
  /** Units that may go out at once after a silence, so that a person who answers several people waits for nothing. */
  readonly burst: number;
}

/** The number that all WhatsApp sandboxes share: https://www.twilio.com/docs/whatsapp/sandbox (one message per 3 s) */
const SANDBOX = '+14155238886';
/** Messages per second of a WhatsApp sender: https://help.twilio.com/articles/360024008153 */
const WHATSAPP_PER_SECOND = 80;
/** Segments per second: https://help.twilio.com/articles/115002943027 */
const TOLL_FREE_PER_SECOND = 3;
const SHORT_CODE_PER_SECOND = 10;
/** Calls that an account may begin per second: https://www.twilio.com/docs/voice/api/call-resource */
const CALLS_PER_SECOND = 1;
const BURST = 5;
const TOLL_FREE = /^\+18(00|33|44|55|66|77|88)\d{7}$/;
const SHORT_CODE = /^\d{5,6}$/;

/**
 * Gives the pace of a sender. Faster than that, Twilio keeps messages in a queue of its own and in the end refuses them.
 *
 * @param ours our address
 * @param textsPerSecond what an ordinary number of this account may send
 */
export function paceOf(type: CommunicationType, ours: string, textsPerSecond: number): Pace {
  if (type === 'voice') return { key: 'calls', perSecond: CALLS_PER_SECOND, burst: 1 };
  const key = `${type} ${ours}`;
  if (type === 'whatsapp') {
    return ours === SANDBOX
      ? { key, perSecond: 1 / 3, burst: 1 }
      : { key, perSecond: WHATSAPP_PER_SECOND, burst: BURST };
  }
  const own = TOLL_FREE.test(ours) ? TOLL_FREE_PER_SECOND : SHORT_CODE.test(ours) ? SHORT_CODE_PER_SECOND : 0;
  return { key, perSecond: Math.max(own, textsPerSecond), burst: BURST };
}

/** How many units a message takes. */
export function unitsOf({ communication_type, content }: Pick<Message, 'communication_type' | 'content'>): number {
  return communication_type === 'sms' ? Math.max(1, new SegmentedMessage(content).segmentsCount) : 1;
}
