import type { Contact } from '../../shared/domain';
import type { CountryCode } from 'libphonenumber-js/min';
import { showAddress } from '../../shared/phone-address';
import { shownName } from '../../shared/shown-name';

/**
 * What a person is called here: the name that an operator gave, else what they call themself on WhatsApp (with a
 * tilde, since anybody can call themself anything), else the number, as it is written in the `home` country.
 */
export function nameOf(contact: Contact, home?: CountryCode): string {
  const name = shownName(contact.name);
  if (name !== null) return name;
  const profileName = shownName(contact.profileName);
  return profileName === null ? showAddress(contact.addresses[0] ?? 'Unknown', home) : `~${profileName}`;
}

/** Whether a person is called by something else than the number. */
export function isNamed(contact: Contact): boolean {
  return shownName(contact.name) !== null || shownName(contact.profileName) !== null;
}

/** Up to two letters that stand for a person; empty where there is no name to take them from. */
export function initialsOf(contact: Contact): string {
  const name = shownName(contact.name) ?? shownName(contact.profileName) ?? '';
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word ? String.fromCodePoint(word.codePointAt(0) ?? 63) : ''))
    .join('')
    .toLocaleUpperCase();
}
