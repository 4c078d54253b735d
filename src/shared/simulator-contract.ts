import { z } from 'zod';
import type { Result } from './ipc-contract';

/**
 * Everything that crosses between the main process and the simulator's window. Its own contract: that window plays
 * customers and Twilio, and reaches nothing of the desk.
 */

const id = z.string().min(1).max(64);
/** What a person may type into a phone; Twilio itself cuts a text at 1600 characters. */
const typed = z.string().max(10_000);
/** A file that a phone sends: at most 5 MB, what carriers take (base64 is a third longer). */
const file = z.strictObject({
  name: z.string().min(1).max(255),
  contentType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  base64: z.base64().max(7_000_000),
});
const deliverySettings = z.strictObject({
  /** Milliseconds from one state of a message to the next. */
  stepMs: z.int().min(0).max(600_000),
  /** Reports arrive in the wrong order: the last one first. */
  reorder: z.boolean(),
  /** Every report arrives twice. */
  duplicate: z.boolean(),
  /** Twilio's error number with which every message fails; null: they arrive. */
  failWith: z.int().min(10_000).max(999_999).nullable(),
  /** Whether a WhatsApp user lets others see that a message was read. */
  readReceipts: z.boolean(),
});

export const restTroubles = ['none', 'too-many', 'fault', 'silent', 'drop-after-create'] as const;

export const simulatorRequestSchemas = {
  /** All that the window needs to begin. */
  'simulator.snapshot': z.strictObject({}),
  'phone.add': z.strictObject({
    name: z.string().trim().min(1).max(60),
    number: z.string().regex(/^\+[1-9]\d{6,14}$/),
    /** Whether WhatsApp shows others an opaque id in place of the number. */
    hidesNumber: z.boolean(),
  }),
  /** Texts in. Gives the SID as soon as the message exists; how it went comes as events. */
  'phone.text': z.strictObject({
    phone_id: id,
    channel: z.enum(['sms', 'whatsapp']),
    body: typed,
    media: z.array(file).max(10),
  }),
  'phone.call': z.strictObject({ phone_id: id }),
  'call.answer': z.strictObject({ call_id: id }),
  'call.decline': z.strictObject({ call_id: id }),
  'call.say': z.strictObject({ call_id: id, text: z.string().trim().min(1).max(2000) }),
  'call.press': z.strictObject({ call_id: id, digits: z.string().regex(/^[0-9*#]{1,32}$/) }),
  'call.stay-silent': z.strictObject({ call_id: id }),
  'call.hang-up': z.strictObject({ call_id: id }),
  /** How messages are delivered: to one phone, or (null) to all that have no setting of their own. */
  'delivery.set': z.strictObject({ phone_id: id.nullable(), settings: deliverySettings.nullable() }),
  /** Sends a request to the console again as Twilio repeats one: the same text, the same token. */
  'webhook.repeat': z.strictObject({ request_id: id.nullable(), copies: z.int().min(1).max(5) }),
  /** Whether Twilio can reach the console. */
  'webhooks.reachable': z.strictObject({ reachable: z.boolean() }),
  /** What is wrong with the stand-in's REST API. */
  'rest.trouble': z.strictObject({ trouble: z.enum(restTroubles) }),
  /** A picture that a phone shows. */
  'media.read': z.strictObject({ message_sid: id, index: z.int().min(0).max(9) }),
} as const;

export type SimulatorRequestName = keyof typeof simulatorRequestSchemas;
export type SimulatorRequestInput<N extends SimulatorRequestName> = z.infer<(typeof simulatorRequestSchemas)[N]>;
export type DeliverySettings = z.infer<typeof deliverySettings>;
export type RestTrouble = (typeof restTroubles)[number];
export type TextChannel = 'sms' | 'whatsapp';

/** A customer's phone. */
export interface PhoneView {
  readonly phone_id: string;
  readonly name: string;
  /** E.164. */
  readonly number: string;
  /** What WhatsApp calls this person: the number, or an opaque id where it is hidden. */
  readonly whatsappAddress: string;
  readonly profileName: string;
  /** Own delivery settings; null: those of all. */
  readonly delivery: DeliverySettings | null;
}

export interface MediaView {
  readonly contentType: string;
  /** Bytes; null where the stand-in knows only a link, which it does not follow. */
  readonly size: number | null;
}

/** A message as Twilio's list has it, and as a phone shows it. */
export interface MessageView {
  readonly sid: string;
  /** Phone that wrote or gets it; null when the address belongs to none. */
  readonly phone_id: string | null;
  readonly channel: TextChannel;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-call' | 'outbound-reply';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly MediaView[];
  /** Twilio's own word. */
  readonly status: string;
  readonly errorCode: number | null;
  /** Whether it is on the phone's screen. */
  readonly arrived: boolean;
  /** ISO 8601. */
  readonly at: string;
}

/** One request of Twilio to the console, with what came back. */
export interface WebhookRequestView {
  readonly request_id: string;
  /** Requests of one repetition have the same origin: the id of the first one. */
  readonly origin_id: string;
  readonly at: string;
  readonly about: 'text' | 'message status' | 'call' | 'call status' | 'recording' | 'fallback' | 'message action';
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly state: 'waiting' | 'answered' | 'failed';
  readonly statusCode: number | null;
  readonly contentType: string | null;
  /** Text that came back, at most the first 16,000 characters. */
  readonly answer: string;
  readonly tookMs: number | null;
  /** Twilio's error number and sentence, if Twilio was not content. */
  readonly problem: { readonly code: number; readonly message: string } | null;
  /** For a repetition: whether the answer was the first one's, to the letter. */
  readonly sameAnswer: boolean | null;
}

/** One line of what is said in a call. */
export interface CallLine {
  readonly at: string;
  /** Who is heard on this phone: the console, the person of this phone, the person at the other end, Twilio itself. */
  readonly who: 'console' | 'me' | 'other' | 'twilio';
  readonly text: string;
}

/** What the call waits for from the person of the phone. */
export type CallWaiting =
  | { readonly for: 'answer' }
  | { readonly for: 'input'; readonly speech: boolean; readonly digits: boolean; readonly numDigits: number | null }
  | { readonly for: 'recording'; readonly beep: boolean }
  | { readonly for: 'other' };

export interface CallView {
  readonly call_id: string;
  readonly phone_id: string | null;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  readonly from: string;
  readonly to: string;
  /** Twilio's own word. */
  readonly status: string;
  readonly at: string;
  /** ISO 8601; null while it lasts. */
  readonly endedAt: string | null;
  readonly durationSeconds: number | null;
  readonly lines: readonly CallLine[];
  readonly waiting: CallWaiting | null;
}

/** One request of the console to the stand-in's REST API. */
export interface RestRequestView {
  readonly id: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly statusCode: number;
  readonly errorCode: number | null;
}

/** A line of what Twilio's debugger would show. */
export interface DebuggerView {
  readonly id: string;
  readonly at: string;
  readonly level: 'error' | 'warning';
  readonly code: number;
  readonly message: string;
  readonly about: string;
}

export interface SimulatorSettings {
  readonly delivery: DeliverySettings;
  readonly reachable: boolean;
  readonly restTrouble: RestTrouble;
}

export interface SimulatorSnapshot {
  /** Number of the newest event that is in it. */
  readonly seq: number;
  readonly settings: SimulatorSettings;
  /** Our numbers that phones can text, WhatsApp and call. */
  readonly ours: { readonly sms: string | null; readonly whatsapp: string | null; readonly voice: string | null };
  readonly phones: readonly PhoneView[];
  /** Newest last, at most a few hundred of each. */
  readonly messages: readonly MessageView[];
  readonly requests: readonly WebhookRequestView[];
  readonly calls: readonly CallView[];
  readonly rest: readonly RestRequestView[];
  readonly debugger: readonly DebuggerView[];
}

export interface SimulatorRequestOutput {
  'simulator.snapshot': SimulatorSnapshot;
  'phone.add': PhoneView;
  'phone.text': { readonly sid: string };
  'phone.call': { readonly call_id: string };
  'call.answer': null;
  'call.decline': null;
  'call.say': null;
  'call.press': null;
  'call.stay-silent': null;
  'call.hang-up': null;
  'delivery.set': null;
  'webhook.repeat': null;
  'webhooks.reachable': null;
  'rest.trouble': null;
  'media.read': { readonly contentType: string; readonly base64: string };
}

/** What happened: the whole new state of one thing, which replaces what was known under its id. */
export type SimulatorChange =
  | { readonly type: 'phone'; readonly phone: PhoneView }
  | { readonly type: 'message'; readonly message: MessageView }
  | { readonly type: 'request'; readonly request: WebhookRequestView }
  | { readonly type: 'call'; readonly call: CallView }
  | { readonly type: 'rest'; readonly request: RestRequestView }
  | { readonly type: 'debugger'; readonly line: DebuggerView }
  | { readonly type: 'settings'; readonly settings: SimulatorSettings };

/** A change with its number; those up to a snapshot's number are in the snapshot. */
export type SimulatorEvent = SimulatorChange & { readonly seq: number };

/** The only functions that the preload script gives to the simulator's window, as `window.simulator`. */
export interface SimulatorBridge {
  request<N extends SimulatorRequestName>(
    name: N,
    input: SimulatorRequestInput<N>,
  ): Promise<Result<SimulatorRequestOutput[N]>>;
  onEvent(listener: (event: SimulatorEvent) => void): () => void;
}
