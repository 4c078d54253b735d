import type { Contact } from '../../shared/domain';
import type { CountryCode } from 'libphonenumber-js/min';
import { showAddress } from '../../shared/phone-address';
import { cutText } from '../../shared/preview';
import { visibleControls } from './visible-controls';

/** Longest name that is shown, in UTF-16 units: what was imported may be as long as a book. */
const LONGEST_NAME = 120;
/** Signs that take no room: a name of nothing else would look like no name at all. */
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * What a person is called here: the name that an operator gave, else what they call themself on WhatsApp (with a
 * tilde, since anybody can call themself anything), else the number, as it is written in the `home` country.
 */
export function nameOf(contact: Contact, home?: CountryCode): string {
  if (isSeen(contact.name)) return inOneLine(contact.name);
  if (isSeen(contact.profileName)) return `~${inOneLine(contact.profileName)}`;
  return showAddress(contact.addresses[0] ?? 'Unknown', home);
}

/** Whether a person is called by something else than the number. */
export function isNamed(contact: Contact): boolean {
  return isSeen(contact.name) || isSeen(contact.profileName);
}

/** Up to two letters that stand for a person; empty where there is no name to take them from. */
export function initialsOf(contact: Contact): string {
  const name = [contact.name, contact.profileName].find(isSeen)?.slice(0, LONGEST_NAME) ?? '';
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word ? String.fromCodePoint(word.codePointAt(0) ?? 63) : ''))
    .join('')
    .toLocaleUpperCase();
}

function isSeen(name: string | null): name is string {
  return name !== null && name.slice(0, LONGEST_NAME).replace(UNSEEN, '') !== '';
}

function inOneLine(name: string): string {
  return visibleControls(cutText(name.trim(), LONGEST_NAME)).replace(/\s+/gu, ' ');
}
