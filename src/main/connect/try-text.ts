import type { TextState } from '../../shared/contract/connect-contract';
import { reachableNumber } from '../../shared/contract/setting-values';
import { explainError } from '../../shared/error-guide';
import { Problem } from '../ipc/problem';
import { TwilioRefusal, type RemoteMessage, type TwilioClient } from '../twilio/client';
import { toTrouble } from './trouble';

/** States that Twilio does not leave any more: https://www.twilio.com/docs/messaging/api/message-resource */
const FINAL: ReadonlySet<string> = new Set(['delivered', 'read', 'undelivered', 'failed', 'canceled']);
/** The phone is not verified, and the account (a trial) may write to no other. */
const NOT_VERIFIED: ReadonlySet<number> = new Set([21608, 572005]);

/** What the operator gets. It says by itself what it is, so that nobody wonders. */
const TEXT = 'Switchboard: this text shows that your console can write to phones. Answer it to see your reply arrive.';

type TryTextClient = Pick<TwilioClient, 'createMessage' | 'fetchMessage'>;

/**
 * Sends the operator a text, once.
 *
 * @param from key of a sender
 * @throws Problem when the phone's number is none
 */
export async function sendTryText(client: TryTextClient, from: string, phone: string): Promise<TextState> {
  const parsed = reachableNumber.safeParse(phone);
  if (!parsed.success) {
    throw new Problem('refused', 'This number cannot be written to.', parsed.error.issues[0]?.message);
  }
  const to = from.startsWith('whatsapp:') ? `whatsapp:${parsed.data}` : parsed.data;
  try {
    return stateOf(await client.createMessage({ from, to, body: TEXT }), from);
  } catch (error) {
    const needsVerified = error instanceof TwilioRefusal && error.code !== null && NOT_VERIFIED.has(error.code);
    return { ...{ sid: '', status: 'failed', isFinal: true, from, to }, trouble: toTrouble(error), needsVerified };
  }
}

/** Asks Twilio how that text stands. Throws what the client throws. */
export async function readTryText(client: TryTextClient, sid: string): Promise<TextState> {
  const message = await client.fetchMessage(sid);
  return stateOf(message, message.from);
}

function stateOf({ sid, status, to, errorCode, errorMessage }: RemoteMessage, from: string): TextState {
  const advice = errorCode === null ? null : explainError(errorCode);
  return {
    ...{ sid, status, from, to },
    isFinal: FINAL.has(status),
    trouble: advice && {
      message: advice.meaning,
      remedy: advice.remedy,
      detail: `Twilio error ${errorCode}${errorMessage === null ? '' : `: ${errorMessage}`}`,
    },
    needsVerified: errorCode !== null && NOT_VERIFIED.has(errorCode),
  };
}
