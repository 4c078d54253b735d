import http from 'node:http';
import type { AddressInfo } from 'node:net';
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
import { channelOf, createMessageLog, viewMedia, type MessageRecord } from './message-log';
import { createOptOuts } from './opt-outs';
import type { Parts } from './parts';
import { phoneCall, type PhoneCall } from './place-call';
import { createPhone, type Phone } from './phone';
import { createPhoneLines } from './phone-lines';
import { createPhoneBook, type PhoneOptions } from './phones';
import type { WebhookAnswer } from './post-webhook';
import { createRecordings } from './recordings';
import { createRecent } from './recent';
import { createRestApp } from './rest/rest-app';
import { createSids, type Random } from './sids';
import { createWebhookCaller } from './webhook-caller';

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
  const viewMessage = (message: MessageRecord): MessageView => {
    const { sid, direction, from, to, body, status, errorCode, arrived } = message;
    const phone_id = book.at(direction === 'inbound' ? from : to)?.phone_id ?? null;
    const media = message.media.map(viewMedia);
    const at = new Date(message.createdAt).toISOString();
    return {
      ...{ sid, phone_id, channel: channelOf(to), direction, from, to },
      body,
      media,
      status,
      errorCode,
      arrived,
      at,
    };
  };
  const messages = createMessageLog(clock, newSid, (message) => {
    events.emit({ type: 'message', message: viewMessage(message) });
  });
  const calls = createCallLog(clock, newSid, (call) => {
    events.emit({ type: 'call', call: viewCall(call) });
  });
  const testCredentials = options.testCredentials
    ? { sid: options.testCredentials.accountSid, authToken: options.testCredentials.authToken }
    : null;
  const work = new Set<Promise<unknown>>();
  const server: { current: http.Server | null; baseUrl: string } = { current: null, baseUrl: '' };
  const parts: Parts = {
    ...{ clock, random, newSid, account, messages, phones: book, debuggerLog, events, settings },
    ...{ calls, lines: createPhoneLines(calls, clock), recordings: createRecordings(clock, newSid) },
    silenceTimesOut: options.silenceTimesOut ?? false,
    optOuts: createOptOuts(),
    webhooks: createWebhookCaller({
      ...{ clock, random, events, debuggerLog, authToken: account.authToken },
      isReachable: () => settings.reachable,
    }),
    baseUrl: () => server.baseUrl,
    track(promise) {
      work.add(promise);
      const done = () => work.delete(promise);
      promise.then(done, done);
      return promise;
    },
  };
  const restRequests = createRecent<RestRequestView>(300);
  const phones = new Map<string, Phone>();
  const changed = () => events.emit({ type: 'settings', settings: { ...settings } });

  return {
    account,
    async listen(port = 0) {
      const started = http.createServer(createRestApp(parts, restRequests, testCredentials));
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject);
        started.listen(port, '127.0.0.1', resolve);
      });
      server.current = started;
      server.baseUrl = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
      return server.baseUrl;
    },
    async close() {
      const running = server.current;
      server.current = null;
      running?.closeAllConnections();
      await new Promise<void>((resolve) => (running ? running.close(() => resolve()) : resolve()));
    },
    get baseUrl() {
      return server.baseUrl;
    },
    pointAt(consoleUrl) {
      const base = `${consoleUrl.replace(/\/+$/, '')}/api/webhooks`;
      for (const number of account.numbers) {
        number.settings.set('SmsUrl', `${base}/sms`);
        number.settings.set('VoiceUrl', `${base}/voice`);
        number.settings.set('StatusCallback', `${base}/status`);
      }
      for (const sender of account.senders) {
        sender.callbackUrl = `${base}/whatsapp`;
        sender.statusCallbackUrl = `${base}/status`;
      }
    },
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
      return messages.newestFirst().reverse().map(viewMessage);
    },
    get seq() {
      return events.seq;
    },
    onEvent: (listener) => events.subscribe(listener),
    async settled() {
      // What has just happened may be about to cause a request.
      do {
        await Promise.allSettled(work);
        await new Promise((resolve) => setImmediate(resolve));
      } while (work.size > 0);
    },
  };
}
