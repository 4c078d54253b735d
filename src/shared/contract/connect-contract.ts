import { z } from 'zod';

/** Requests of connecting an account: the wizard, its senders with their webhooks, and verified numbers. */

/** The steps of connecting, in their order. */
export const connectSteps = ['account', 'senders', 'way', 'webhooks', 'check', 'text'] as const;
export type ConnectStep = (typeof connectSteps)[number];

/** A sender as Twilio writes its address: `+15551234567` or `whatsapp:+15551234567`. */
const senderKey = z.string().min(2).max(200);
const keys = z.array(senderKey).max(20_000);
const id = z.string().min(1).max(64);
/** What was pasted from somewhere: it may have spaces, line breaks and quotation marks around it. */
const pasted = z.string().max(4000);
const phone = z.string().max(40);

export const connectSchemas = {
  'connect.read': z.strictObject({}),
  /** Checks an account at Twilio; it is kept only when Twilio accepts it. */
  'connect.account': z.strictObject({ accountSid: pasted, authToken: pasted }),
  /** Remembers where the operator is, so that it goes on there. */
  'connect.step': z.strictObject({ step: z.enum(connectSteps) }),
  /** Takes these senders for the desk's own, in the place of those before; from now on the desk is on the account. */
  'connect.choose': z.strictObject({ keys: keys.min(1) }),
  /** Sends a text from a sender to the operator's own phone. */
  'connect.text': z.strictObject({ from: senderKey, to: phone }),
  /** How that text stands. */
  'connect.text-state': z.strictObject({ sid: id }),
  /** What came in since a time, on any of the senders. */
  'connect.arrived': z.strictObject({ since: z.iso.datetime() }),
  /** The wizard is through. */
  'connect.finish': z.strictObject({ putAwaySamples: z.boolean() }),
  /** Takes a new auth token of the same account, once Twilio accepts it. */
  'connect.rotate': z.strictObject({ authToken: pasted }),
  /** The senders of the desk's account, or of the one that is being connected and may not be the desk's yet. */
  'senders.read': z.strictObject({ of: z.enum(['desk', 'wizard']), refresh: z.boolean() }),
  /** Says what pointing would change, without changing it. */
  'senders.plan': z.strictObject({ keys }),
  /** Points the webhooks of senders at this console. */
  'senders.point': z.strictObject({ keys }),
  /** Puts the webhooks of senders back as they were before this console; null: of all. */
  'senders.restore': z.strictObject({ keys: keys.nullable() }),
  /** Has Twilio call a number, so that it becomes a verified caller ID. */
  'caller-id.verify': z.strictObject({ phone, name: z.string().trim().max(64) }),
  'caller-id.state': z.strictObject({ verification_id: id }),
  /** Waits for it no longer. */
  'caller-id.cancel': z.strictObject({ verification_id: id }),
  'caller-id.remove': z.strictObject({ sid: id }),
} as const;

/** A sentence on what is wrong, what to do, and the technical text of it. */
export interface Trouble {
  readonly message: string;
  readonly remedy: string;
  readonly detail: string | null;
}

/** The account as Twilio described it when it was checked. */
export interface ConnectedAccount {
  readonly sid: string;
  readonly name: string;
  readonly isTrial: boolean;
  /** `20.00 USD`; null where the account may not be asked. */
  readonly balance: string | null;
}

/** How far connecting has come. */
export interface ConnectState {
  /** Where it goes on. */
  readonly step: ConnectStep;
  readonly account: ConnectedAccount | null;
  /** Account and token come from the environment and cannot be changed here. */
  readonly fromEnvironment: boolean;
  /** Where the token is: for this run only where the system has no key store. Null: there is none. */
  readonly token: 'environment' | 'key-store' | 'this-run' | null;
  /** Keys of the senders that were chosen. */
  readonly chosen: readonly string[];
  /** Whether webhooks have been set by this console (and not put back). */
  readonly pointed: boolean;
  /** Whether somebody has been through to the end with this account. */
  readonly finished: boolean;
  /** How many open conversations are with the simulator's numbers alone. */
  readonly samples: number;
}

/** Where messages or calls of a sender go. */
export interface Pointing {
  readonly what: 'messages' | 'calls';
  readonly to: 'here' | 'elsewhere' | 'nowhere';
  /** The other place, without whatever in it is secret; null where it goes here or nowhere. */
  readonly host: string | null;
}

/** What takes messages or calls of a sender before its own webhooks do, in words. */
export interface Override {
  readonly kind: 'service' | 'sms-application' | 'voice-application' | 'trunk';
  readonly message: string;
  readonly remedy: string;
}

/** A sender of the account with its health. */
export interface OwnSender {
  readonly key: string;
  readonly kind: 'number' | 'whatsapp' | 'sandbox';
  /** E.164, or an opaque address of WhatsApp. */
  readonly address: string;
  readonly name: string;
  readonly can: { readonly text: boolean; readonly files: boolean; readonly call: boolean };
  /** Empty where nobody can be asked (the sandbox). */
  readonly points: readonly Pointing[];
  readonly overrides: readonly Override[];
  /** When a message or call last came in on it here, ISO 8601. */
  readonly lastInboundAt: string | null;
  /** Of a WhatsApp sender. */
  readonly whatsapp: {
    readonly works: boolean;
    readonly status: string;
    readonly quality: string | null;
    readonly limit: string | null;
  } | null;
  /** Whether the desk works with it. */
  readonly isChosen: boolean;
  /** Whether what its webhooks pointed at before this console can be put back; `changed`: somebody changed them since. */
  readonly before: 'kept' | 'changed' | null;
}

/** A Messaging Service: a group of senders that texts can be sent from. */
export interface ServiceView {
  readonly sid: string;
  readonly name: string;
  /** Where what arrives on its senders goes, in words. */
  readonly inbound: string;
  readonly isGood: boolean;
}

export interface VerifiedNumber {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly name: string;
}

/** All that the account can write and call from. */
export interface SendersState {
  readonly senders: readonly OwnSender[];
  readonly services: readonly ServiceView[];
  readonly verified: readonly VerifiedNumber[];
  /** What to paste in Twilio's Console for the WhatsApp sandbox; null while there is no public address. */
  readonly sandbox: { readonly messages: string; readonly status: string } | null;
  /** Public base URL that webhooks would be pointed at; null while there is none. */
  readonly base: string | null;
  /** Why Twilio could not be asked; null when it was. */
  readonly trouble: Trouble | null;
  /** ISO 8601. */
  readonly readAt: string;
}

/** One address at Twilio, before and after. What is secret in an address (a password before @) is not shown. */
export interface WebhookLine {
  readonly label: string;
  readonly old: string;
  readonly next: string;
}

/** What pointing changes, or has changed, at one sender. */
export interface WebhookPlan {
  readonly key: string;
  /** Only what changes; empty: it points there already. */
  readonly lines: readonly WebhookLine[];
  readonly trouble: Trouble | null;
}

/** A text that was sent to try the way out. */
export interface TextState {
  readonly sid: string;
  /** In Twilio's words. */
  readonly status: string;
  readonly isFinal: boolean;
  readonly from: string;
  readonly to: string;
  readonly trouble: Trouble | null;
  /** The phone must be verified before this account may write to it. */
  readonly needsVerified: boolean;
}

/** Something that came in. */
export interface Arrival {
  readonly contact_id: string;
  readonly name: string;
  readonly text: string;
  readonly at: string;
}

/** A number on its way to become a verified caller ID. */
export interface Verification {
  readonly verification_id: string;
  readonly phoneNumber: string;
  /** What to key in when Twilio calls. */
  readonly code: string;
  readonly state: 'calling' | 'verified' | 'failed' | 'timed-out';
  readonly trouble: Trouble | null;
}

/** What each request gives back. */
export interface ConnectOutput {
  'connect.read': ConnectState;
  'connect.account': ConnectState;
  'connect.step': ConnectState;
  'connect.choose': ConnectState;
  'connect.text': TextState;
  'connect.text-state': TextState;
  'connect.arrived': Arrival | null;
  'connect.finish': null;
  'connect.rotate': null;
  'senders.read': SendersState;
  'senders.plan': readonly WebhookPlan[];
  'senders.point': readonly WebhookPlan[];
  'senders.restore': readonly WebhookPlan[];
  'caller-id.verify': Verification;
  'caller-id.state': Verification;
  'caller-id.cancel': null;
  'caller-id.remove': null;
}
