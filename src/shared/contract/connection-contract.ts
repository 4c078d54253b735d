import { z } from 'zod';

/** Requests about what connects the console with Twilio. */
export const connectionSchemas = {
  /** Tries everything that does not work, now: the account, the tunnel, what waits for either. */
  'connection.retry': z.strictObject({}),
  /** Has a request go out and come back through the public address. The state says what became of it. */
  'connection.test': z.strictObject({}),
  /** Fetches what Twilio took while nobody listened. */
  'catch-up.run': z.strictObject({}),
  'catch-up.stop': z.strictObject({}),
} as const;

export interface ConnectionOutput {
  'connection.retry': null;
  'connection.test': null;
  'catch-up.run': null;
  'catch-up.stop': null;
}
