/** The part of Twilio's Messaging and Content APIs that the console uses, in its own words. */

/** Several senders under one name, of which Twilio chooses. */
export interface MessagingService {
  /** `MG…` */
  readonly sid: string;
  readonly friendlyName: string;
  /** Takes the messages to all its senders, unless each keeps its own webhook. */
  readonly inboundRequestUrl: string;
  readonly useInboundWebhookOnNumber: boolean;
  readonly statusCallback: string;
  readonly numbers: readonly { readonly sid: string; readonly phoneNumber: string }[];
  /** Addresses of its WhatsApp senders, without prefix. */
  readonly whatsAppSenders: readonly string[];
}

export interface SenderWebhook {
  readonly callbackUrl: string;
  readonly fallbackUrl: string;
  readonly statusCallbackUrl: string;
}

export interface WhatsAppSender {
  /** `XE…` */
  readonly sid: string;
  /** E.164, without prefix. */
  readonly address: string;
  /** `ONLINE`, `OFFLINE`, `TWILIO_REVIEW` …: https://www.twilio.com/docs/whatsapp/api/senders */
  readonly status: string;
  readonly webhook: SenderWebhook;
  /** What WhatsApp thinks of what was sent from it; null when it says nothing. */
  readonly qualityRating: string | null;
  /** How many people a day it may write to first, in WhatsApp's words. */
  readonly messagingLimit: string | null;
}

/** A text prepared for WhatsApp; only an approved one may begin a conversation. */
export interface RemoteTemplate {
  /** `HX…` */
  readonly sid: string;
  readonly friendlyName: string;
  readonly language: string;
  /** Kinds of content, such as `twilio/text`. */
  readonly types: readonly string[];
  /** Name of each variable (mostly 1, 2 …) and the sample it was approved with. */
  readonly variables: Readonly<Record<string, string>>;
  /** Its text with `{{1}}` for variables. */
  readonly body: string;
  readonly buttons: readonly string[];
  /** `approved`, `pending`, `rejected`, `paused` …; null when it was never handed in. */
  readonly approval: string | null;
  /** `UTILITY`, `MARKETING`, `AUTHENTICATION`; empty when not known. */
  readonly category: string;
}

/** Every method throws TwilioRefusal or TwilioUnreachable. */
export interface MessagingClient {
  listServices(): Promise<readonly MessagingService[]>;
  listWhatsAppSenders(): Promise<readonly WhatsAppSender[]>;
  /** Gives the sender as it is afterwards, which may not be what was asked for. What is not given stays. */
  updateWhatsAppSender(sid: string, urls: Partial<SenderWebhook>): Promise<WhatsAppSender>;
  listTemplates(): Promise<readonly RemoteTemplate[]>;
}
