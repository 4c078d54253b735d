import type { Session } from '../../shared/domain';

/** Gives the sessions right before and after one on the same channel, of all sessions of its address. */
export function neighboursOf(
  sessions: readonly Session[],
  session: Session,
): { readonly previous: Session | undefined; readonly next: Session | undefined } {
  let previous: Session | undefined;
  let next: Session | undefined;
  for (const other of sessions) {
    if (other.channel_id !== session.channel_id || other._id === session._id) continue;
    if (isBefore(other, session)) previous = previous && isBefore(other, previous) ? previous : other;
    else next = next && isBefore(next, other) ? next : other;
  }
  return { previous, next };
}

function isBefore(a: Session, b: Session): boolean {
  return a.createdAt !== b.createdAt ? a.createdAt < b.createdAt : a._id < b._id;
}
