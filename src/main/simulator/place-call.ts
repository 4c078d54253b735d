import type { CallView } from '../../shared/simulator-contract';
import { isOver, viewCall, type CallRecord } from './call-log';
import type { LiveCall } from './live-call';
import type { Parts } from './parts';
import { runIncomingCall } from './phone-lines';
import type { PhoneRecord } from './phones';
import { waitFor } from './wait-for';

export interface CallOptions {
  /** Our number, E.164; the account's first that takes calls when not given. */
  readonly to?: string;
  /** Hides the number. */
  readonly anonymous?: boolean;
}

/** A call as the person at the phone has it. */
export interface PhoneCall {
  readonly id: string;
  readonly view: CallView;
  say(text: string): void;
  press(digits: string): void;
  staySilent(): void;
  answer(): void;
  decline(): void;
  /** Hangs up, perhaps in the middle of leaving a message. */
  hangUp(lastWords?: string): void;
  /** Is fulfilled when it is this person's turn, or the call is over. */
  waitForTurn(): Promise<CallView>;
  /** Is fulfilled when the call is over. */
  readonly ended: Promise<CallView>;
}

/**
 * Calls one of our numbers: the voice webhook is asked and its TwiML followed.
 *
 * @throws RangeError when no number of ours takes calls
 */
export function placeCall(parts: Parts, phone: PhoneRecord, { to, anonymous = false }: CallOptions = {}): PhoneCall {
  const { account, lines } = parts;
  const number = account.numbers.find(
    ({ phoneNumber, capabilities }) => capabilities.voice && (to === undefined || to === phoneNumber),
  );
  if (!number) throw new RangeError(`The account has no number ${to ?? ''} that takes calls.`);
  const live = lines.begin({
    ...{ parentSid: null, phone_id: phone.phone_id, direction: 'inbound', status: 'ringing' },
    ...{ from: anonymous ? 'anonymous' : phone.number, to: number.phoneNumber },
  });
  const setting = (name: string) => number.settings.get(name) ?? '';
  const url = setting('VoiceUrl');
  const report = setting('StatusCallback');
  const fallback = { url: setting('VoiceFallbackUrl'), method: setting('VoiceFallbackMethod') };
  void runIncomingCall(
    parts,
    live,
    url === '' ? { kind: 'inline', xml: NO_WEBHOOK } : { kind: 'ask', url, method: setting('VoiceMethod'), params: {} },
    { fallback },
    report === '' ? null : { url: report, method: setting('StatusCallbackMethod'), events: new Set(['completed']) },
  );
  return phoneCall(parts, live);
}

/** What a number without webhook does. */
const NO_WEBHOOK = '<Response><Reject/></Response>';

/** Gives the person's side of a call. */
export function phoneCall(parts: Parts, live: LiveCall): PhoneCall {
  const view = () => viewCall(live.record);
  const isTurn = (record: CallRecord) => record.waiting !== null || isOver(record);
  return {
    id: live.sid,
    get view() {
      return view();
    },
    say: (text) => live.enter({ kind: 'speech', text }),
    press: (digits) => live.enter({ kind: 'digits', digits }),
    staySilent: () => live.enter({ kind: 'silence' }),
    answer: () => live.enter({ kind: 'answer' }),
    decline: () => live.enter({ kind: 'decline' }),
    hangUp(lastWords = '') {
      if (lastWords !== '') live.hear('me', lastWords);
      live.interrupt({ kind: 'over', lastWords });
    },
    waitForTurn: () => waitFor(parts.events, 'call', () => (isTurn(live.record) ? view() : undefined)),
    ended: live.ended.then(viewCall),
  };
}
