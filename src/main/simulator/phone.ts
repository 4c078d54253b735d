import type { PhoneView } from '../../shared/simulator-contract';
import type { MessageRecord } from './message-log';
import type { Parts } from './parts';
import { phoneCall, placeCall, type CallOptions, type PhoneCall } from './place-call';
import type { PhoneRecord } from './phones';
import { receiveText, type TakenText, type TextOptions, type TextOutcome } from './receive-text';
import { waitFor } from './wait-for';

/** A customer's phone. */
export interface Phone {
  readonly id: string;
  readonly view: PhoneView;
  /** Texts in; fulfilled when the console has answered and the replies exist. @throws RangeError without such a number */
  text(body: string, options?: TextOptions): Promise<TextOutcome>;
  /** The same, without waiting for the console. */
  startText(body: string, options?: TextOptions): TakenText;
  /** Calls one of our numbers. @throws RangeError when none takes calls */
  call(options?: CallOptions): PhoneCall;
  /** Is fulfilled by the next call that rings this phone, or that rings already. */
  waitForRing(): Promise<PhoneCall>;
  /** Messages on the screen that others wrote, oldest first. */
  received(): readonly MessageRecord[];
  /** Is fulfilled by the first message on the screen that is wanted: there already, or yet to come. */
  waitForMessage(isWanted?: (message: MessageRecord) => boolean): Promise<MessageRecord>;
}

/** Gives the phone of a record. */
export function createPhone(parts: Parts, record: PhoneRecord): Phone {
  const { messages, calls, lines, phones } = parts;
  const isForMe = ({ to, arrived, direction }: MessageRecord) =>
    arrived && direction !== 'inbound' && (to === record.number || to === record.whatsappAddress);
  const received = () => messages.newestFirst().reverse().filter(isForMe);
  const startText = (body: string, options?: TextOptions) => receiveText(parts, record, body, options);
  return {
    id: record.phone_id,
    get view() {
      return phones.get(record.phone_id) ?? record;
    },
    text: (body, options) => startText(body, options).outcome,
    startText,
    received,
    call: (options) => placeCall(parts, record, options),
    waitForRing() {
      return waitFor(parts.events, 'call', () => {
        const ringing = calls
          .newestFirst()
          .find((call) => call.phone_id === record.phone_id && call.waiting?.for === 'answer');
        const live = ringing && lines.live(ringing.sid);
        return live && phoneCall(parts, live);
      });
    },
    waitForMessage: (isWanted = () => true) => waitFor(parts.events, 'message', () => received().find(isWanted)),
  };
}
