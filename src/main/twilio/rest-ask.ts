import type Twilio from 'twilio/lib/rest/Twilio';

/** Who asks, and where. */
export interface RestCredentials {
  readonly accountSid: string;
  readonly authToken: string;
  /** Origin that all products of Twilio are asked at instead of their own (a stand-in); null for Twilio itself. */
  readonly baseUrl: string | null;
}

/** Asks Twilio through the SDK; what it throws has become TwilioRefusal or TwilioUnreachable. */
export type Ask = <T>(request: (client: Twilio, credentials: RestCredentials) => Promise<T>) => Promise<T>;

/** The largest page that Twilio gives. */
const MAX_PAGE = 1000;
/** More numbers, senders or templates than an account of a desk has; only so that no list is without end. */
const ALL = 20_000;

/** Says how many entries of a list are wanted, in pages as large as Twilio gives them. */
export function page(limit: number, size = MAX_PAGE): { limit: number; pageSize: number } {
  return { limit, pageSize: Math.min(limit, size) };
}

/** Asks for a whole list. @param size of its largest page */
export function whole(size = MAX_PAGE): { limit: number; pageSize: number } {
  return page(ALL, size);
}
