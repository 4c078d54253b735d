import { z } from 'zod';
import type { Change } from '../../shared/changes';
import { connectSteps } from '../../shared/contract/connect-contract';
import type { Now } from '../store/store';

/** Key of the setting that holds how far connecting an account has come. Nothing in it is secret. */
const PROGRESS = 'connecting';

const stored = z.object({
  step: z.enum(connectSteps),
  account: z.object({
    sid: z.string(),
    name: z.string(),
    isTrial: z.boolean(),
    balance: z.string().nullable(),
  }),
  finished: z.boolean(),
});

/** How far connecting an account has come. */
export type ConnectProgress = z.infer<typeof stored>;

/** Gives it; null while nobody has begun. */
export function connectProgress(now: Now): ConnectProgress | null {
  const parsed = stored.safeParse(now.get('settings', PROGRESS)?.value);
  return parsed.success ? parsed.data : null;
}

/** Gives the change that keeps it. */
export function keepProgress(progress: ConnectProgress, by: string, at: string): Change {
  return { type: 'setting.set', key: PROGRESS, value: progress, by, at };
}
