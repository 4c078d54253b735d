import type { Clock } from '../app/clock';
import type {
  DebuggerView,
  DeliverySettings,
  MessageView,
  RestRequestView,
  RestTrouble,
  SimulatorEvent,
  SimulatorSettings,
  WebhookRequestView,
} from '../../shared/simulator-contract';
import { createAccount, type Account, type AccountOptions } from './account';
import { createCallLog, viewCall, type CallRecord } from './call-log';
import { createDebuggerLog } from './debugger-log';
import { createEventStream } from './event-stream';
import { createMessageLog, type MessageRecord } from './message-log';
import { startLoopbackServer, type LoopbackServer } from './loopback-server';
import { createOptOuts } from './opt-outs';
import type { Parts } from './parts';
import { phoneCall, type PhoneCall } from './place-call';
import { createPhone, type Phone } from './phone';
import { createPhoneLines } from './phone-lines';
import { createPhoneBook, type PhoneOptions } from './phones';
import { pointWebhooks } from './point-webhooks';
import type { WebhookAnswer } from './post-webhook';
import { createRecordings } from './recordings';
import { createRecent } from './recent';
import { createMediaStore } from './rest/media-routes';
import type { TroubleScript } from './rest/make-trouble';
import { createMediaApp, createRestApp } from './rest/rest-app';
import { createSids, type Random } from './sids';
import { viewMessage } from './view-message';
import { createWebhookCaller } from './webhook-caller';
import { createWorkUnderWay } from './work-under-way';

export interface StandInOptions extends AccountOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** How messages are delivered at first; whatever is not given: a step each 400 ms, in order, with read receipts. */
  readonly delivery?: Partial<DeliverySettings>;
  /** Credentials that check and do nothing, with Twilio's magic numbers. */
  readonly testCredentials?: { readonly accountSid: string; readonly authToken: string };
  /** Whether a call goes on by itself when nothing is said for as long as the TwiML waits; else silence is a button. */
  readonly silenceTimesOut?: boolean;
}

const defaultDelivery: DeliverySettings = {
  stepMs: 400,
  reorder: false,
  duplicate: false,
  failWith: null,
  readReceipts: true,
};

/** A stand-in for Twilio: its REST API on this machine, and phones that reach the console through it. */
export interface TwilioStandIn {
  readonly account: Account;
  /** Starts the REST API on 127.0.0.1 (0: any free port). Gives its base address, for `TWILIO_API_BASE_URL`. */
  listen(port?: number): Promise<string>;
  /** Stops the REST API, dropping open connections. */
  close(): Promise<void>;
  readonly baseUrl: string;
  /** Points the webhooks of every number and WhatsApp sender at a console, as its owner would in Twilio's Console. */
  pointAt(consoleUrl: string): void;
  /** @throws RangeError when a phone has this number already */
  addPhone(options: PhoneOptions): Phone;
  phone(id: string): Phone | undefined;
  readonly phones: readonly Phone[];
  readonly messages: {
    get(sid: string): MessageRecord | undefined;
    newestFirst(): readonly MessageRecord[];
  };
  readonly calls: {
    get(sid: string): CallRecord | undefined;
    newestFirst(): readonly CallRecord[];
  };
  /** The person's side of a call that lasts. */
  phoneCall(sid: string): PhoneCall | undefined;
  readonly settings: SimulatorSettings;
  /** Sets how messages are delivered from now on: to one phone, or to all without a setting of their own. */
  setDelivery(settings: Partial<DeliverySettings> | null, phoneId?: string): void;
  /** Whether Twilio reaches the console. While not, what phones send is kept in Twilio's list. */
  setReachable(reachable: boolean): void;
  setRestTrouble(trouble: RestTrouble): void;
  /** Sets what goes wrong with single requests to the REST API; null: nothing. */
  scriptTrouble(script: TroubleScript | null): void;
  /** Repeats a request (null: the newest text or call). @throws RangeError when there is none */
  repeat(requestId: string | null, copies?: number): Promise<readonly WebhookAnswer[]>;
  readonly requests: readonly WebhookRequestView[];
  readonly restRequests: readonly RestRequestView[];
  readonly debuggerLines: readonly DebuggerView[];
  readonly messageViews: readonly MessageView[];
  /** Number of the newest event. */
  readonly seq: number;
  onEvent(listener: (event: SimulatorEvent) => void): () => void;
  /** Is fulfilled when no request to the console is under way. Deliveries that wait for the clock do not count. */
  settled(): Promise<void>;
}

/** Makes a stand-in with an account of its own. Nothing runs until `listen`. */
export function createTwilioStandIn(options: StandInOptions): TwilioStandIn {
  const { clock, random } = options;
  const newSid = createSids(random);
  const events = createEventStream();
  const account = createAccount(options, newSid, clock.now());
  const settings: Parts['settings'] = {
    delivery: { ...defaultDelivery, ...options.delivery },
    reachable: true,
    restTrouble: 'none',
  };
  const book = createPhoneBook(random, events);
  const debuggerLog = createDebuggerLog(clock, newSid, events);
  const messages = createMessageLog(clock, newSid, (message) => {
    events.emit({ type: 'message', message: viewMessage(book, message) });
  });
  const calls = createCallLog(clock, newSid, (call) => {
    events.emit({ type: 'call', call: viewCall(call) });
  });
  const testCredentials = options.testCredentials
    ? { sid: options.testCredentials.accountSid, authToken: options.testCredentials.authToken }
    : null;
  const work = createWorkUnderWay();
  let server: LoopbackServer | null = null;
  let script: TroubleScript | null = null;
  let storage: LoopbackServer | null = null;
  const parts: Parts = {
    ...{ clock, random, newSid, account, messages, phones: book, debuggerLog, events, settings },
    ...{ calls, lines: createPhoneLines(calls, clock), recordings: createRecordings(clock, newSid) },
    silenceTimesOut: options.silenceTimesOut ?? false,
    optOuts: createOptOuts(),
    webhooks: createWebhookCaller({
      ...{ clock, random, events, debuggerLog, authToken: account.authToken },
      isReachable: () => settings.reachable,
    }),
    baseUrl: () => server?.url ?? '',
    mediaUrl: () => storage?.url ?? '',
    track: (promise) => work.track(promise),
  };
  const restRequests = createRecent<RestRequestView>(300);
  const phones = new Map<string, Phone>();
  const changed = () => events.emit({ type: 'settings', settings: { ...settings } });

  return {
    account,
    async listen(port = 0) {
      const media = createMediaStore(parts);
      storage = await startLoopbackServer(createMediaApp(media.bytes), 0);
      server = await startLoopbackServer(
        createRestApp(parts, restRequests, testCredentials, media.links, (request) => script?.(request) ?? null),
        port,
      );
      return server.url;
    },
    async close() {
      await Promise.all([server?.close(), storage?.close()]);
      server = null;
      storage = null;
    },
    get baseUrl() {
      return server?.url ?? '';
    },
    pointAt: (consoleUrl) => pointWebhooks(account, consoleUrl),
    addPhone(phoneOptions) {
      const phone = createPhone(parts, book.add(phoneOptions));
      phones.set(phone.id, phone);
      return phone;
    },
    phone: (id) => phones.get(id),
    get phones() {
      return [...phones.values()];
    },
    messages,
    calls,
    phoneCall(sid) {
      const live = parts.lines.live(sid);
      return live && phoneCall(parts, live);
    },
    get settings() {
      return { ...settings };
    },
    setDelivery(delivery, phoneId) {
      const next = delivery && { ...settings.delivery, ...delivery };
      if (phoneId !== undefined) book.setDelivery(phoneId, next);
      else {
        settings.delivery = next ?? defaultDelivery;
        changed();
      }
    },
    setReachable(reachable) {
      settings.reachable = reachable;
      changed();
    },
    setRestTrouble(trouble) {
      settings.restTrouble = trouble;
      changed();
    },
    scriptTrouble(next) {
      script = next;
    },
    repeat: (requestId, copies = 1) => parts.track(parts.webhooks.repeat(requestId, copies)),
    get requests() {
      return parts.webhooks.requests.list();
    },
    get restRequests() {
      return restRequests.list();
    },
    get debuggerLines() {
      return debuggerLog.lines.list();
    },
    get messageViews() {
      return messages
        .newestFirst()
        .reverse()
        .map((message) => viewMessage(book, message));
    },
    get seq() {
      return events.seq;
    },
    onEvent: (listener) => events.subscribe(listener),
    settled: () => work.settled(),
  };
}
