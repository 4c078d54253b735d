import type { Message } from './domain';

/**
 * How long anything may be written to somebody on WhatsApp after they wrote last, in milliseconds.
 * Source: https://www.twilio.com/docs/whatsapp/key-concepts (customer service window)
 */
const WHATSAPP_WINDOW_MS = 24 * 3_600_000;
/** It counts as closed so long before it closes: clocks differ, and what is sent may wait at Twilio for its turn. */
const WINDOW_MARGIN_MS = 5 * 60_000;
/** From when on it should be said that the window closes. */
export const WINDOW_CLOSES_SOON_MS = 2 * 3_600_000;
/** Twilio's error for a free text outside the window: https://www.twilio.com/docs/api/errors/63016 */
const OUTSIDE_WINDOW = 63_016;

/** Whether anything may be written to somebody on WhatsApp, or approved templates only. */
export type WhatsAppWindow =
  | { readonly kind: 'open'; readonly leftMs: number }
  | { readonly kind: 'closed'; readonly why: 'over' | 'refused' | 'never-wrote' };

/** Gives how long the window is still open; 0 or less when it is closed. */
export function windowLeft(lastInboundAt: string, now: number): number {
  return Date.parse(lastInboundAt) + WHATSAPP_WINDOW_MS - now;
}

/**
 * Gives the window of a customer and one of our senders. It is counted from the newest message that they wrote there,
 * however it came to us. Where WhatsApp has refused a text since then as too late, it is closed whatever our clock says.
 *
 * @param messages of one address of the customer, oldest first
 * @param lastInboundAt when they wrote there last, if that is known from elsewhere
 */
export function whatsAppWindow(
  messages: readonly Message[],
  channelId: string | null,
  now: number,
  lastInboundAt: string | null = null,
): WhatsAppWindow {
  const here = messages.filter(({ channel_id }) => channel_id === channelId);
  const wrote = here.findLast(({ sender, kind, metadata }) => {
    return sender === 'contact' && kind === undefined && metadata.simulated === undefined;
  });
  const since = [wrote?.createdAt ?? '', lastInboundAt ?? ''].sort().at(-1) ?? '';
  if (since === '') return { kind: 'closed', why: 'never-wrote' };
  const isRefused = here.some(({ error, createdAt }) => error?.code === OUTSIDE_WINDOW && createdAt > since);
  if (isRefused) return { kind: 'closed', why: 'refused' };
  const leftMs = windowLeft(since, now) - WINDOW_MARGIN_MS;
  return leftMs > 0 ? { kind: 'open', leftMs } : { kind: 'closed', why: 'over' };
}
