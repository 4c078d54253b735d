/** What the connection strip shows: each part a word, a reason and, where there is one, a time. */
export type TunnelKind = 'off' | 'manual' | 'ngrok' | 'localtunnel';

export interface TunnelState {
  readonly kind: TunnelKind;
  readonly state: 'off' | 'starting' | 'up' | 'down';
  /** Public base URL while up. */
  readonly url: string | null;
  /** Why it is down, for people. */
  readonly reason: string | null;
  /** When it is tried again, ISO 8601. */
  readonly retryAt: string | null;
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
  readonly state: 'demo' | 'checking' | 'ok' | 'problem';
  readonly accountSid: string;
  readonly reason: string | null;
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
  readonly outbox: OutboxState;
  readonly store: StoreState;
}
