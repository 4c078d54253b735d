import { z } from 'zod';
import { DEFAULT_GAP_MINUTES } from '../../shared/session-rule';

/** Longest line or instructions that a person may set, in characters. */
const MAX_LINE = 1600;
const MAX_INSTRUCTIONS = 20_000;

/** Every setting, by its key in the store: what it may be, and what it is until somebody sets it. */
export const settingSchemas = {
  /** The global switch over all automatic replies. */
  aiEnabled: z.boolean(),
  /** Waited before an automatic reply, in milliseconds. */
  aiDelayMs: z.int().min(0).max(10_000),
  /** Mode of threads that have none of their own. */
  defaultMode: z.enum(['auto', 'draft', 'off']),
  /** A message later than this starts a new session. */
  gapMinutes: z.number().positive().max(525_600),
  provider: z.enum(['mock', 'knowledge', 'openai']),
  /** What the team tells the AI about itself. */
  instructions: z.string().max(MAX_INSTRUCTIONS),
  /** After so many milliseconds the webhook is answered without the reply. Twilio waits 15 s. */
  budgetMs: z.int().min(1000).max(14_000),
  breaker: z.strictObject({
    enabled: z.boolean(),
    perContact: z.int().min(1).max(1000),
    perContactMinutes: z.int().min(1).max(1440),
    perDeskHour: z.int().min(1).max(1_000_000),
  }),
  /** What a customer gets when a person takes over from the AI. */
  handOffLine: z.string().trim().min(1).max(MAX_LINE),
  /** Whether an operator who replies takes the thread over from the AI. */
  takeOverOnReply: z.boolean(),
} as const;

export type SettingKey = keyof typeof settingSchemas;
export type SettingValue<K extends SettingKey> = z.output<(typeof settingSchemas)[K]>;

export const settingDefaults: { readonly [K in SettingKey]: SettingValue<K> } = {
  aiEnabled: true,
  aiDelayMs: 1000,
  defaultMode: 'auto',
  gapMinutes: DEFAULT_GAP_MINUTES,
  provider: 'mock',
  instructions: '',
  budgetMs: 10_000,
  breaker: { enabled: true, perContact: 10, perContactMinutes: 10, perDeskHour: 1000 },
  handOffLine: 'Thank you for your patience. I am passing this on to a colleague, who will answer you here.',
  takeOverOnReply: true,
};
