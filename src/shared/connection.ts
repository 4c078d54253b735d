/** What the connection strip shows: each part a word, a reason and, where there is one, a time. */
export type TunnelKind = 'off' | 'manual' | 'ngrok' | 'localtunnel';

/** What the console knows of its public address from its own requests to itself. */
export interface RoundTrip {
  /** Whether one is under way. */
  readonly isRunning: boolean;
  /** When one last came back, ISO 8601, and how long it took, in milliseconds. */
  readonly provenAt: string | null;
  readonly tookMs: number | null;
  /** Why the newest one did not come back, for people; null when it did. */
  readonly problem: string | null;
  /** The technical text of that. */
  readonly detail: string | null;
}

export interface TunnelState {
  readonly kind: TunnelKind;
  readonly state: 'off' | 'starting' | 'up' | 'down';
  /** Public base URL while up. */
  readonly url: string | null;
  /** Why it is down, for people. */
  readonly reason: string | null;
  /** When it is tried again, ISO 8601. */
  readonly retryAt: string | null;
  readonly roundTrip: RoundTrip;
}

/** Why a request to the webhook server was refused. */
export type Refusal =
  'signature' | 'account' | 'missing-field' | 'not-a-form' | 'too-large' | 'unknown-path' | 'method' | 'store';

export interface WebhookState {
  /** Local base URL, `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly accepted: number;
  readonly lastAcceptedAt: string | null;
  readonly refused: Readonly<Partial<Record<Refusal, number>>>;
  readonly lastRefusal: { readonly reason: Refusal; readonly at: string } | null;
}

export interface TwilioState {
  /** `unreachable`: no answer comes, so nothing is known to be wrong; `problem`: Twilio says no. */
  readonly state: 'demo' | 'checking' | 'ok' | 'unreachable' | 'problem';
  readonly accountSid: string;
  readonly reason: string | null;
  /** When it is asked again by itself, ISO 8601. */
  readonly retryAt: string | null;
}

/** What is being fetched that Twilio took while nobody listened. */
export interface CatchUpState {
  /** Null while nothing is being fetched. */
  readonly running: CatchUpProgress | null;
  /** How the last one ended. */
  readonly last: CatchUpResult | null;
}

export interface CatchUpProgress {
  /** Address of ours that is being looked at, counted from 1, of all. */
  readonly address: number;
  readonly addresses: number;
  /** Messages and calls found so far that are not known yet, and how many of them are in their place. */
  readonly found: number;
  readonly placed: number;
}

export interface CatchUpResult {
  /** ISO 8601. */
  readonly at: string;
  readonly messages: number;
  readonly calls: number;
  /** Whether somebody stopped it. */
  readonly isStopped: boolean;
  /** One sentence for each address that could not be asked, or message that could not be taken. */
  readonly problems: readonly string[];
}

export interface OutboxState {
  /** Messages that Twilio has not certainly taken yet. */
  readonly pending: number;
  readonly failed: number;
}

/** What could not be read back from the data folder and nobody has looked at yet. */
export interface LossState {
  readonly count: number;
  /** The first of them, as a sentence. */
  readonly first: string | null;
}

export interface StoreState {
  readonly state: 'ok' | 'problem';
  readonly reason: string | null;
  readonly losses: LossState;
  readonly dataDir: string;
}

export interface ConnectionState {
  readonly tunnel: TunnelState;
  readonly webhook: WebhookState;
  readonly twilio: TwilioState;
  readonly catchUp: CatchUpState;
  readonly outbox: OutboxState;
  readonly store: StoreState;
}
