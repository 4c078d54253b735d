import type { SessionHead } from './domain';

/** The gap that separates sessions unless a setting says otherwise, in minutes. */
export const DEFAULT_GAP_MINUTES = 5;

export type Grouping =
  | { readonly kind: 'reuse'; readonly session_id: string; readonly distanceMs: number }
  | { readonly kind: 'new'; readonly distanceMs: number | null };

/**
 * The gap rule (docs/ARCHITECTURE.md, "Sessions"): a message whose distance from the session's last message of a person is
 * greater than the gap starts a new session; exactly the gap or less continues it. A closed session is over. One
 * that an operator opened again goes on for a gap from there.
 *
 * @param latest the newest session of the same address on the same channel, if any
 * @param at time of the message, ISO 8601
 * @param gapMs the gap in milliseconds
 */
export function groupBySession(latest: SessionHead | undefined, at: string, gapMs: number): Grouping {
  if (!latest) return { kind: 'new', distanceMs: null };
  const distanceMs = Math.abs(Date.parse(at) - Date.parse(latest.last_message_at));
  const sinceReopened = latest.reopenedAt === undefined ? Infinity : Date.parse(at) - Date.parse(latest.reopenedAt);
  if (latest.status === 'active' && Math.min(distanceMs, Math.abs(sinceReopened)) <= gapMs) {
    return { kind: 'reuse', session_id: latest.session_id, distanceMs };
  }
  return { kind: 'new', distanceMs };
}

/** When a session last was gone on with: by a message of a person, or by being opened again. ISO 8601. */
export function goesOnFrom({
  last_message_at,
  reopenedAt,
}: Pick<SessionHead, 'last_message_at' | 'reopenedAt'>): string {
  return reopenedAt !== undefined && reopenedAt > last_message_at ? reopenedAt : last_message_at;
}

/** When an active session ends by the gap alone: the first millisecond at which a message would not continue it. */
export function endsAt(session: SessionHead, gapMs: number): number {
  return Date.parse(goesOnFrom(session)) + gapMs + 1;
}
