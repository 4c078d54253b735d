import { z } from 'zod';
import type { Change } from '../../shared/changes';
import type { Now } from '../store/store';
import type { WebhookValues } from './webhook-values';

/** Key of the setting that holds what webhooks pointed at before this console. */
const KEPT = 'webhooksBefore';

const values = z.record(z.string(), z.string());
const entry = z.object({
  /** As it was before this console first pointed it here. */
  before: values,
  /** As this console left it last. Whatever is different now was changed by somebody else. */
  ours: values,
  /** As this console had left it before that: so it still is where the last change never came to be. */
  left: values.optional(),
  at: z.string(),
});
const stored = z.object({ bySid: z.record(z.string(), entry) });
/** As an earlier version kept it: one list, of the three addresses that it knew. */
const listed = z.array(z.object({ sid: z.string().nullable(), old: values.nullable(), now: values.nullable() }));

/** What one sender's webhooks were before, and as they were left. */
export type KeptWebhooks = z.infer<typeof entry>;

/** Gives what is kept, by the SID of the number or WhatsApp sender. */
export function keptWebhooks(now: Now): Readonly<Record<string, KeptWebhooks>> {
  const found = now.get('settings', KEPT);
  const parsed = stored.safeParse(found?.value);
  if (parsed.success) return parsed.data.bySid;
  const earlier = listed.safeParse(found?.value);
  if (!earlier.success || !found) return {};
  const { at } = found;
  return Object.fromEntries(
    earlier.data.flatMap(({ sid, old, now: ours }) => (sid && old && ours ? [[sid, { before: old, ours, at }]] : [])),
  );
}

/**
 * Gives the change that keeps what a sender's webhooks were and as they are left now. What was kept first stays: it is
 * what was there before this console, however often its address moved since; unless somebody else has changed them
 * meanwhile, who then is whom they are given back to.
 */
export function keepWebhooks(
  now: Now,
  sid: string,
  { found, ours }: { readonly found: WebhookValues; readonly ours: WebhookValues },
  at: string,
): Change {
  const all = keptWebhooks(now);
  const known = all[sid];
  const left = known && oursIn(found, known);
  const before = known && left ? { ...pick(found, ours, left), ...known.before } : pick(found, ours, {});
  return put({ ...all, [sid]: { before, ours, ...(left ? { left } : {}), at } }, at);
}

/**
 * Gives what this console set of the webhooks that are there: its last change or, since that is kept before it is made, the
 * one before; null when somebody else has changed them.
 */
export function oursIn(actual: WebhookValues, { ours, left }: KeptWebhooks): WebhookValues | null {
  return [ours, left].find((set) => set && includes(actual, set)) ?? null;
}

/** Gives the change that forgets what was kept of a sender, since it stands as before again. */
export function forgetWebhooks(now: Now, sid: string, at: string): Change {
  const { [sid]: _restored, ...others } = keptWebhooks(now);
  return put(others, at);
}

/** Whether all values of `part` are so in `whole`. */
function includes(whole: WebhookValues, part: WebhookValues): boolean {
  return Object.entries(part).every(([name, value]) => whole[name] === value);
}

/** The values of `from` that are about to be changed and are not ours already. */
function pick(from: WebhookValues, changing: WebhookValues, ours: WebhookValues): WebhookValues {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name in changing && !(name in ours)));
}

function put(bySid: Readonly<Record<string, KeptWebhooks>>, at: string): Change {
  return { type: 'setting.set', key: KEPT, value: { bySid }, by: 'console', at };
}
