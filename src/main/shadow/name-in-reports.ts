import { showAddress } from '../../shared/phone-address';
import { shownName } from '../../shared/shown-name';
import type { Now } from '../store/store';

/** Gives the person behind an address, and what they are called in a report. */
export function nameInReports(now: Now, address: string): { readonly contact_id: string; readonly name: string } {
  const contact_id = now.get('addresses', address)?.contact_id ?? '';
  const contact = now.get('contacts', contact_id);
  const given = shownName(contact?.name ?? null);
  const theirs = shownName(contact?.profileName ?? null);
  // What people call themselves is marked, as everywhere.
  return { contact_id, name: given ?? (theirs === null ? showAddress(address) : `~${theirs}`) };
}
