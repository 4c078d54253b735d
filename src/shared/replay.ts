import type { CommunicationType } from './domain';

/** Answering past questions again, to see what a change would do before it is saved. */

/** Most questions of one run: each is asked at most twice, so a run never asks a model more than 200 times. */
export const MOST_QUESTIONS = 100;

/** Which past questions are answered again. */
export interface ReplayChoice {
  /** So many of the newest. */
  readonly questions: number;
  /** First and last day, `YYYY-MM-DD`; null: however long ago. */
  readonly from: string | null;
  readonly to: string | null;
  /** Only where the AI handed over. */
  readonly handedOverOnly: boolean;
}

/** What is to be tried. Null: as it is now. */
export interface ReplayChange {
  readonly instructions: string | null;
  readonly entry: ReplayEntry | null;
}

/** A knowledge entry that is not saved: a new one, or another form of one that is. */
export interface ReplayEntry {
  readonly entry_id: string | null;
  readonly question: string;
  readonly answer: string;
  readonly forms: readonly string[];
}

/** What a run would take, said before it is begun. */
export interface ReplayPlan {
  readonly questions: number;
  /** In so many threads. */
  readonly threads: number;
  /** How often the provider would be asked. */
  readonly requests: number;
  /** About how many tokens that is. */
  readonly tokens: number;
  /** About what that costs, in US dollars; null where it costs nothing, or nobody knows the price. */
  readonly costUsd: number | null;
  readonly provider: string;
  /** Whether a model is asked, which may cost money. */
  readonly isModel: boolean;
}

/** What the AI answers now. */
export type ReplayAnswer =
  | {
      readonly kind: 'answer';
      readonly text: string;
      /** Why it hands over; null where it does not. */
      readonly handOff: string | null;
      /** What the checks changed, a sentence each. */
      readonly changed: readonly string[];
      readonly knowledge: readonly string[];
    }
  /** Nothing that could be sent, and why, in a sentence. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface ReplayItem {
  readonly contact_id: string;
  readonly name: string;
  /** The last message of what the customer wrote. */
  readonly message_id: string;
  readonly at: string;
  readonly communication_type: CommunicationType;
  readonly question: string;
  /** What was really said then, in order. */
  readonly said: readonly { readonly by: 'ai' | 'person'; readonly text: string }[];
  /** With the instructions and the knowledge as they are; null until it is there. */
  readonly present: ReplayAnswer | null;
  /** With the change; null where none is tried, and until it is there. */
  readonly changed: ReplayAnswer | null;
}

/** A run, while it goes on and after it. */
export interface ReplayRun {
  readonly choice: ReplayChoice;
  readonly change: ReplayChange;
  readonly provider: string;
  readonly startedAt: string;
  readonly isRunning: boolean;
  /** Why it ended before all was answered, a sentence; null where it did not. */
  readonly stopped: string | null;
  /** Questions answered again, and all of them. */
  readonly done: number;
  readonly total: number;
  readonly tokens: number;
  /** In US dollars; null where that is not known. */
  readonly costUsd: number | null;
  readonly items: readonly ReplayItem[];
}
