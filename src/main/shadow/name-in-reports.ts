import { showAddress } from '../../shared/phone-address';
import { shownName } from '../../shared/shown-name';
import type { Now } from '../store/store';

/** Gives the person behind an address, and what they are called in a report. */
export function nameInReports(now: Now, address: string): { readonly contact_id: string; readonly name: string } {
  const contact_id = now.get('addresses', address)?.contact_id ?? '';
  return { contact_id, name: shownName(now.get('contacts', contact_id)?.name ?? null) ?? showAddress(address) };
}
