import type { AddressEntry, Contact, Thread } from './domain';
import type { Row } from './ipc-contract';

/** Puts a row together. Whether a person has opted out is asked of where a reply would go, else of all their addresses. */
export function makeRow(
  thread: Thread,
  contact: Contact,
  entryOf: (address: string) => Pick<AddressEntry, 'optedOut'> | undefined,
): Row {
  return { thread, contact, ...(hasOptedOut(thread, contact, entryOf) ? { optedOut: true as const } : {}) };
}

function hasOptedOut(
  { replyTo }: Thread,
  { addresses }: Contact,
  entryOf: (address: string) => Pick<AddressEntry, 'optedOut'> | undefined,
): boolean {
  if (replyTo) return Object.hasOwn(entryOf(replyTo.address)?.optedOut ?? {}, replyTo.channel_id);
  return addresses.some((address) => Object.keys(entryOf(address)?.optedOut ?? {}).length > 0);
}
