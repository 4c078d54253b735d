import { z } from 'zod';
import { TwilioUnreachable } from './client';

/** What Twilio always gives. Where it is missing, something else than Twilio answered. */
export const given = z.string().min(1);
/** What Twilio leaves out or gives as null at times. */
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? '');
export const textOrNull = text.transform((value) => value || null);
/** Times as the SDK reads them; an unreadable one is none. */
export const time = z
  .date()
  .nullish()
  .catch(null)
  .transform((date) => (date && !Number.isNaN(date.getTime()) ? date.toISOString() : null));
export const flag = z
  .boolean()
  .nullish()
  .catch(false)
  .transform((value) => value ?? false);
/** Numbers, which Twilio gives as text. */
export const count = z.coerce.number().nullable().catch(null);

/** @throws TwilioUnreachable for what is not Twilio's */
export function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TwilioUnreachable(
    'Something answered in Twilio’s place that is not Twilio. Check the network, a proxy, or TWILIO_API_BASE_URL.',
    false,
  );
}
