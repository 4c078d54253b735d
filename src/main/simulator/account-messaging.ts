import type { NewSid } from './sids';

export interface ServiceOptions {
  readonly friendlyName: string;
  /** Numbers of the account that belong to it, E.164. */
  readonly numbers?: readonly string[];
  /** WhatsApp senders of the account that belong to it, E.164. */
  readonly whatsAppSenders?: readonly string[];
  readonly inboundRequestUrl?: string;
  /** Whether messages go to the webhook of the sender they came to, as for services made today. */
  readonly useInboundWebhookOnNumber?: boolean;
  readonly statusCallback?: string;
}
/** What WhatsApp thinks of a template; `unsubmitted` was never handed in. */
export type TemplateStatus = 'unsubmitted' | 'received' | 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled';
export interface TemplateOptions {
  readonly friendlyName: string;
  readonly language?: string;
  /** Text with `{{1}}` for variables. */
  readonly body: string;
  /** Sample value of each variable. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly buttons?: readonly string[];
  readonly status?: TemplateStatus;
  readonly category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
}
export interface SandboxOptions {
  /** What a person texts after `join` to be let in. */
  readonly joinCode: string;
}

/** A Messaging Service. */
export interface Service extends Required<ServiceOptions> {
  /** `MG…` */
  readonly sid: string;
}
/** A template of the Content API. */
export interface Template extends Required<TemplateOptions> {
  /** `HX…` */
  readonly sid: string;
  readonly createdAt: number;
}
/** The WhatsApp sender that all accounts share for trying, and who has joined it. */
export interface Sandbox extends SandboxOptions {
  /** When each person joined, milliseconds since 1970, by address. */
  readonly joined: Map<string, number>;
}

/** The number of the sandbox: https://www.twilio.com/docs/whatsapp/sandbox */
export const SANDBOX_NUMBER = '+14155238886';
/** For how long somebody stays in it. */
const SANDBOX_SESSION_MS = 3 * 24 * 3_600_000;

/** Makes a service that defers to the webhooks of its senders unless said otherwise. */
export function createService(options: ServiceOptions, newSid: NewSid): Service {
  const none = { numbers: [], whatsAppSenders: [], inboundRequestUrl: '', statusCallback: '' };
  return { ...none, useInboundWebhookOnNumber: true, ...options, sid: newSid('MG') };
}

/** Makes an approved English template for notices unless said otherwise. */
export function createTemplate(options: TemplateOptions, newSid: NewSid, now: number): Template {
  const usual = { language: 'en', variables: {}, buttons: [], status: 'approved', category: 'UTILITY' } as const;
  return { ...usual, ...options, sid: newSid('HX'), createdAt: now };
}

/** Whether somebody may be written to from the sandbox. */
export function isInSandbox({ joined }: Sandbox, address: string, now: number): boolean {
  return now - (joined.get(address) ?? -Infinity) <= SANDBOX_SESSION_MS;
}

/** The text of a template with its variables filled, as it arrives. A variable without a value has its sample. */
export function fillTemplate({ body, variables }: Template, values: Readonly<Record<string, string>>): string {
  return body.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (whole, name: string) => values[name] ?? variables[name] ?? whole);
}
