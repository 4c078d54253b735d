import type { Mode } from '../../shared/domain';
import type { Hours } from '../../shared/hours';
import type { CheckSettings } from '../ai/check-reply';

/** The settings that receiving and answering depend on, as they are at this moment. */
export interface DeskSettings {
  readonly aiEnabled: boolean;
  readonly defaultMode: Mode;
  /** Waited before an automatic reply, in milliseconds, so that a burst is answered once. */
  readonly delayMs: number;
  /** After this long the webhook is answered without a reply, which then goes by REST. Twilio gives 15 s. */
  readonly budgetMs: number;
  readonly gapMs: number;
  readonly instructions: string;
  /** What an answer must keep to before it is said. */
  readonly checks: CheckSettings;
  readonly breaker: Breaker;
  /** Whether the AI only notes what it would say. */
  readonly shadow: boolean;
  /** Null: the team is there all the time. */
  readonly hours: Hours | null;
  /** What a customer is told outside business hours; empty: nothing. */
  readonly hoursReply: string;
  readonly outsideHours: 'answer' | 'draft' | 'silent';
  /** After so many minutes without a person's answer the AI calls again; 0: never. */
  readonly silenceMinutes: number;
  /** What the customer is told then; empty: nothing. */
  readonly silenceLine: string;
  /** Whether an operator who writes takes the thread over from the AI. */
  readonly takeOverOnReply: boolean;
  /** For how long; 0: until it is handed back. */
  readonly takeOverMinutes: number;
  /** How long a text is held so that it can be undone; 0: not at all. */
  readonly holdSeconds: number;
  /** Segments of texts that an ordinary number of the account may send in a second. */
  readonly textsPerSecond: number;
  /** The operator's own phone (E.164), rung to be connected with a customer; empty while it is not known. */
  readonly operatorPhone: string;
}

/** Limits on automatic replies; past them a machine is answering a machine. */
export interface Breaker {
  readonly enabled: boolean;
  readonly perContact: number;
  readonly perContactMinutes: number;
  readonly perRow: number;
  readonly perDeskHour: number;
}
