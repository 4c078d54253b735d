import { SegmentedMessage } from 'sms-segments-calculator';
import type { CommunicationType } from '../../../shared/domain';
import { MAX_BODY } from '../../../shared/ipc-contract';

/** How long a text is and in how many pieces it travels. */
export interface TextCount {
  /** UTF-16 units, by which Twilio counts its limit. */
  readonly length: number;
  readonly tooLong: boolean;
  /** Null where there are no segments (WhatsApp) or nothing is written. */
  readonly segments: number | null;
  readonly encoding: 'GSM-7' | 'UCS-2' | null;
  /** The first character that does not fit GSM-7 and so makes every segment shorter. */
  readonly forcedBy: string | null;
}

/** Counts a text as it would be sent on a kind of channel. */
export function countText(text: string, type: CommunicationType | 'note'): TextCount {
  const length = text.trim().length;
  const plain = { length, tooLong: type !== 'note' && length > MAX_BODY };
  if (type !== 'sms' || length === 0) return { ...plain, segments: null, encoding: null, forcedBy: null };
  const message = new SegmentedMessage(text.trim());
  return {
    ...plain,
    segments: message.segmentsCount,
    encoding: message.getEncodingName() === 'GSM-7' ? 'GSM-7' : 'UCS-2',
    forcedBy: message.getNonGsmCharacters()[0] ?? null,
  };
}
