import { TwilioRefusal } from './client';

/** What Twilio says to whoever has no access; 0 is our own word for credentials that cannot be Twilio's. */
const NO_ACCESS: ReadonlySet<number> = new Set([0, 401, 403]);

/** Whether Twilio would refuse everything else too until the credentials are others. */
export function isWithoutAccess(error: unknown): boolean {
  return error instanceof TwilioRefusal && NO_ACCESS.has(error.status);
}
