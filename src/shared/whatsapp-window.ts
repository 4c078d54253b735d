/**
 * How long anything may be written to somebody on WhatsApp after they wrote last, in milliseconds.
 * Source: https://www.twilio.com/docs/whatsapp/key-concepts (customer service window)
 */
const WHATSAPP_WINDOW_MS = 24 * 3_600_000;
/** From when on it should be said that the window closes. */
export const WINDOW_CLOSES_SOON_MS = 2 * 3_600_000;

/** Gives how long the window is still open; 0 or less when it is closed. */
export function windowLeft(lastInboundAt: string, now: number): number {
  return Date.parse(lastInboundAt) + WHATSAPP_WINDOW_MS - now;
}
