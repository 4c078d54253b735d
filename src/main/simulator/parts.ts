import type { Clock } from '../app/clock';
import type { DeliverySettings, RestTrouble } from '../../shared/simulator-contract';
import type { Account } from './account';
import type { DebuggerLog } from './debugger-log';
import type { EventStream } from './event-stream';
import type { CallLog } from './call-log';
import type { MessageLog } from './message-log';
import type { OptOuts } from './opt-outs';
import type { PhoneLines } from './phone-lines';
import type { PhoneBook } from './phones';
import type { Recordings } from './recordings';
import type { NewSid, Random } from './sids';
import type { WebhookCaller } from './webhook-caller';

/** What is set by hand while it runs. */
export interface StandInSettings {
  delivery: DeliverySettings;
  reachable: boolean;
  restTrouble: RestTrouble;
}

/** What the parts of the stand-in share. */
export interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly newSid: NewSid;
  readonly account: Account;
  readonly messages: MessageLog;
  readonly calls: CallLog;
  readonly lines: PhoneLines;
  readonly recordings: Recordings;
  readonly phones: PhoneBook;
  readonly optOuts: OptOuts;
  readonly webhooks: WebhookCaller;
  readonly debuggerLog: DebuggerLog;
  readonly events: EventStream;
  readonly settings: StandInSettings;
  /** Whether a call goes on by itself when nothing is said for as long as the TwiML waits. */
  readonly silenceTimesOut: boolean;
  /** Base address of the REST API, without a slash at the end. */
  readonly baseUrl: () => string;
  /** Base address of the storage that files are fetched from, without a slash at the end. */
  readonly mediaUrl: () => string;
  /** Lets `settled()` wait for work that is under way. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
}

/** Gives the delivery settings that hold for an address. */
export function deliveryFor(parts: Pick<Parts, 'phones' | 'settings'>, address: string): DeliverySettings {
  return parts.phones.at(address)?.delivery ?? parts.settings.delivery;
}
