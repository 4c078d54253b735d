import type { TunnelKind } from '../../shared/connection';
import type { ValueName, ValueOf } from './environment-values';
import type { Secret } from './secret';

/** Where a value came from: the process, `.env` in the working folder, `.env` in the data folder, or nobody gave one. */
export type Source = 'process' | 'working-folder' | 'data-folder' | 'default';

export interface Given<T> {
  readonly value: T;
  readonly from: Source;
}

export type Account =
  | { readonly kind: 'demo' }
  | {
      readonly kind: 'twilio';
      readonly accountSid: string;
      readonly authToken: Secret;
      /** E.164; null for an account that is only on WhatsApp. */
      readonly phoneNumber: string | null;
    };

/** What the desk was told from outside, read once at start. */
export interface Environment {
  readonly dataDir: Given<string>;
  readonly demoTour: Given<boolean>;
  /** 0: any free port. A port that was not set by hand (`from` is `default`) may be replaced by the next free one. */
  readonly port: Given<number>;
  readonly account: Account;
  readonly twilioApiBaseUrl: Given<string | null>;
  /** Without a slash at the end. */
  readonly publicUrl: Given<string | null>;
  readonly tunnel: Given<TunnelKind>;
  readonly ngrokAuthtoken: Given<Secret | null>;
  readonly ngrokDomain: Given<string | null>;
  readonly localtunnelHost: Given<string | null>;
  readonly aiEnabled: Given<boolean>;
  readonly aiDelayMs: Given<number>;
  readonly aiProvider: Given<'mock' | 'knowledge' | 'openai'>;
  readonly openaiBaseUrl: Given<string | null>;
  readonly openaiApiKey: Given<Secret | null>;
  readonly openaiModel: Given<string | null>;
  readonly gapMinutes: Given<number>;
  /** Sentences that the operator should read, though the desk can start. */
  readonly notices: readonly string[];
}

/** Reads one value; what is wrong with it is added to the problems, and the default given in its place. */
export type ReadValue = <N extends ValueName, D>(name: N, otherwise: D) => Given<ValueOf<N> | D>;
