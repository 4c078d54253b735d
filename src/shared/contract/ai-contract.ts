import { z } from 'zod';

/** Requests about what the AI may do on the whole desk. */
export const aiSchemas = {
  /** How the limits on automatic replies stand, and what has stopped because of them. */
  'ai.breaker': z.strictObject({}),
  /** Lets the AI go on: in one conversation, or (null) on the whole desk, whose count begins anew. */
  'ai.breaker.reset': z.strictObject({ contact_id: z.string().min(1).max(64).nullable() }),
} as const;

/** The limits on automatic replies as they stand. */
export interface BreakerState {
  readonly enabled: boolean;
  /** Automatic replies of the last hour, or since the desk’s limit was reset. */
  readonly deskReplies: number;
  readonly perDeskHour: number;
  /** Why the whole desk pauses; null while it does not. `at` is ISO 8601. */
  readonly deskTripped: { readonly at: string; readonly reason: string } | null;
  /** Conversations that a limit has stopped, the newest first. */
  readonly contacts: readonly TrippedContact[];
}

export interface TrippedContact {
  readonly contact_id: string;
  /** As people call them. */
  readonly name: string;
  /** The name of the rule that stopped it. */
  readonly rule: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface AiOutput {
  'ai.breaker': BreakerState;
  'ai.breaker.reset': null;
}
