import { SegmentedMessage } from 'sms-segments-calculator';
import { splitText } from '../../../shared/split-text';

/** In how many pieces a text travels as SMS, and why. */
export interface SegmentCount {
  readonly segments: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** The characters that do not fit GSM-7 and so make every segment shorter, each once, in order. */
  readonly forcedBy: readonly string[];
}

/** Counts the segments of a text that is not empty. Takes tens of milliseconds for a long one. */
export function countSegments(text: string): SegmentCount {
  const messages = splitText(text).map((piece) => new SegmentedMessage(piece));
  return {
    segments: messages.reduce((sum, { segmentsCount }) => sum + segmentsCount, 0),
    encoding: messages.every((message) => message.getEncodingName() === 'GSM-7') ? 'GSM-7' : 'UCS-2',
    forcedBy: [...new Set(messages.flatMap((message) => message.getNonGsmCharacters()))],
  };
}
