import type { CommunicationType } from './domain';

/** What insights are, and the steps and kinds that they are counted in. */

const DAY_MS = 86_400_000;

export const kindsOfCommunication = ['sms', 'whatsapp', 'voice'] as const satisfies readonly CommunicationType[];
export type ByKind = Readonly<Record<CommunicationType, number>>;

/** One bar of the pictures: a day, a week or a month. */
export interface InsightsSpan {
  /** Its first day in the period. */
  readonly start: string;
  readonly received: ByKind;
  readonly sent: ByKind;
  /** Sessions that began in it. */
  readonly sessions: ByKind;
}

/** Upper ends of the steps in which answering times are counted, in milliseconds; the last step has no end. */
export const responseSteps = [
  10_000,
  60_000,
  5 * 60_000,
  15 * 60_000,
  3_600_000,
  4 * 3_600_000,
  DAY_MS,
  Infinity,
] as const;

/** How long customers waited for the first answer. */
export interface ResponseTimes {
  readonly count: number;
  /** Null when there is none to count. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** How many fell into each of `responseSteps`. */
  readonly spread: readonly number[];
}

export interface Insights {
  readonly from: string;
  readonly to: string;
  readonly step: 'day' | 'week' | 'month';
  readonly spans: readonly InsightsSpan[];
  readonly sentBy: { readonly ai: number; readonly people: number };
  /** From the first message of the customer in a session to the first answer of each. */
  readonly firstResponse: { readonly ai: ResponseTimes; readonly people: ResponseTimes };
  /** Sessions in which the customer said something, by who answered. Each counts once. */
  readonly answered: {
    readonly ai: number;
    /** The AI handed over, or a person answered besides it. */
    readonly handedOff: number;
    readonly people: number;
    readonly nobody: number;
  };
  /** Sessions in which the AI handed over to a person. */
  readonly handedOver: number;
  /** Drafts of the AI that people sent, and those in whose place they wrote their own words. */
  readonly drafts: { readonly unchanged: number; readonly edited: number; readonly discarded: number };
  /** What the messages of the AI used, where it is known. */
  readonly used: {
    readonly tokens: number;
    /** In US dollars, of so many messages (`priced`); the others' cost is not known or nothing. */
    readonly costUsd: number;
    readonly priced: number;
  };
  /** What was sent and did not arrive, by Twilio's number for it, the most frequent first. */
  readonly failures: readonly { readonly code: number | null; readonly count: number }[];
}
