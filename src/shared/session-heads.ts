import type { Change } from './changes';
import type { SessionHead } from './domain';
import { goesOnFrom } from './session-rule';
import { put, type Reading, type Write } from './tables';

/** The writes by which a session that was opened is the newest of its channel, unless it was put into the past. */
export function setLatest(read: Reading, address: string, channelId: string, head: SessionHead): Write[] {
  const entry = read.get('addresses', address);
  if (!entry) return [];
  const known = entry.latest[channelId];
  // A session put in its place in the past is not the newest one; but one that opens now is, whatever the clock says.
  const opensNow = head.status === 'active' && known?.status === 'closed';
  if (known && goesOnFrom(known) > head.last_message_at && !opensNow) return [];
  return [put('addresses', address, { ...entry, latest: { ...entry.latest, [channelId]: head } })];
}

/** The writes by which an older session goes on in place of the newest one. */
export function takeUpAgain(
  read: Reading,
  change: Change & { type: 'session.status' },
  last_message_at: string,
): Write[] {
  const entry = read.get('addresses', change.address);
  if (!entry) return [];
  const { session_id, status, at: reopenedAt } = change;
  const latest = { ...entry.latest, [change.channel_id]: { session_id, status, last_message_at, reopenedAt } };
  return [put('addresses', entry._id, { ...entry, latest })];
}

/** The writes that change what is known of the newest session of a channel, if it is this one. */
export function editLatest(
  read: Reading,
  address: string,
  channelId: string,
  sessionId: string,
  edit: (head: SessionHead) => SessionHead,
): Write[] {
  const entry = read.get('addresses', address);
  const head = entry?.latest[channelId];
  if (!entry || head?.session_id !== sessionId) return [];
  const latest = { ...entry.latest, [channelId]: edit(head) };
  return [put('addresses', address, { ...entry, latest })];
}
