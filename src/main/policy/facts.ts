import type { Mode } from '../../shared/domain';

/** How the team's hours stand at a moment. */
export type HoursState = 'open' | 'closed' | 'quiet';

/** What the AI does with texts outside business hours, once the customer has been told. */
export type OutsideHours = 'answer' | 'draft' | 'silent';

/** What a provider made of it. */
export type WrittenFact =
  /** @param handOff why it hands over; null where it does not */
  | { readonly kind: 'reply'; readonly handOff: string | null }
  /** @param reason why there is nothing that could be said, a sentence for people */
  | { readonly kind: 'failed'; readonly reason: string };

/** What has come to pass since a message was taken up to be answered. */
export interface Since {
  /** The message is not there any more. */
  readonly isGone: boolean;
  /** It has an answer already: it was taken up twice. */
  readonly isAnswered: boolean;
  /** The customer has written more in the same session, which has an answer of its own to come. */
  readonly isSuperseded: boolean;
  readonly hasPersonAnswered: boolean;
  readonly isSessionOver: boolean;
  /** A person has marked the conversation as done. */
  readonly isDone: boolean;
  /** What was to become of it when it was taken up: said by the AI itself, put before a person, or only noted. */
  readonly begun: Begun;
  /** Null while nothing has been written. */
  readonly written: WrittenFact | null;
}

export type Begun = 'auto' | 'draft' | 'shadow';

/**
 * Everything that decides what becomes of a message of a customer: what the store, the settings and the clock say at that
 * moment, and nothing that must be looked up later. One shape for the moment when it arrives and for the one just before
 * its answer leaves.
 */
export interface Facts {
  readonly isVoice: boolean;
  /** It is a word that Twilio itself acts on, such as STOP. */
  readonly isKeyword: boolean;
  readonly isOwnNumber: boolean;
  /** Its sender can be written to: a phone, not a short code. */
  readonly canBeAnswered: boolean;
  readonly isBlocked: boolean;
  readonly hasOptedOut: boolean;
  /** Nothing to read, only to look at. */
  readonly isMediaOnly: boolean;
  /** It arrived while the console was offline. */
  readonly isRecovered: boolean;
  readonly aiEnabled: boolean;
  /** The thread's own mode, or the one of the settings. */
  readonly mode: Mode;
  /** A person has the thread in hand. */
  readonly isOwned: boolean;
  readonly breaker: BreakerFacts;
  readonly hours: HoursState;
  readonly outsideHours: OutsideHours;
  /** The customer has had the text for outside business hours in this session, or there is none. */
  readonly isToldOfHours: boolean;
  /** The last thing that was said to the customer is that a person takes over. */
  readonly isToldOfHandOff: boolean;
  readonly isShadow: boolean;
  /** Null: the message has just arrived. */
  readonly since: Since | null;
}

/** What the limits on automatic replies count. */
export interface BreakerFacts {
  readonly enabled: boolean;
  /** Automatic replies to this customer within the time below, since a person last gave the thread to the AI. */
  readonly replies: number;
  readonly perContact: number;
  readonly perContactMinutes: number;
  /** Automatic replies to this customer with no person and no long pause in between. */
  readonly repliesInARow: number;
  readonly perRow: number;
  readonly deskReplies: number;
  readonly perDeskHour: number;
  /** Why the whole desk pauses; null while it does not. */
  readonly deskTripped: string | null;
  /** By what the texts of the customer look like a machine's; null where they do not. */
  readonly machine: MachineSign | null;
}

/** How the texts of a machine give it away. */
export type MachineSign = 'identical' | 'near-identical' | 'alternating' | 'automatic-words' | 'one-time-code';
