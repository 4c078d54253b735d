import { SegmentedMessage } from 'sms-segments-calculator';
import { channelOf } from './message-log';

/** How many segments a text has on its channel: channels other than SMS have one. */
export function countSegments(body: string, address: string): number {
  return channelOf(address) === 'sms' ? Math.max(1, new SegmentedMessage(body).segmentsCount) : 1;
}
