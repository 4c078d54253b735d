import type {
  ContactDetails,
  FoundContact,
  SuggestionReason,
  WhatsAppWindow,
} from '../../shared/contract/contacts-contract';
import type { CommunicationType, Contact } from '../../shared/domain';
import { foldText } from '../../shared/fold-text';
import { whatsAppWindow } from '../../shared/whatsapp-window';
import { Problem } from '../ipc/problem';
import type { Conversation, Now, Store } from '../store/store';

/** Most people that are found or suggested, and most sessions that are listed. */
const MOST_FOUND = 20;
const MOST_SUGGESTED = 3;
const MOST_SESSIONS = 200;
/** Fewer digits stand in too many numbers. */
const FEWEST_DIGITS = 3;

/** Finds people by a part of their name, or by digits of a number written in any form; who was in touch last comes first. */
export function findContacts(now: Now, query: string, without: string): readonly FoundContact[] {
  const words = foldText(query);
  // The zero before an area code is not part of the number.
  const digits = query.replace(/\D/gu, '').replace(/^0+/u, '');
  const isNumber = digits.length >= FEWEST_DIGITS && !/\p{L}/u.test(query);
  if (words === '') return [];
  const found: FoundContact[] = [];
  for (const contact of now.values('contacts')) {
    if (contact._id === without) continue;
    const byName = [contact.name, contact.profileName].some((name) => name && foldText(name).includes(words));
    const byNumber = isNumber && contact.addresses.some((address) => address.replace(/\D/gu, '').includes(digits));
    if (byName || byNumber) found.push(foundOf(now, contact));
  }
  return found.sort((a, b) => ((a.lastAt ?? '') < (b.lastAt ?? '') ? 1 : -1)).slice(0, MOST_FOUND);
}

/**
 * Gives what is known of a person beyond the head of their thread.
 *
 * @throws Problem when there is no such contact
 */
export async function readContact(store: Store, contactId: string): Promise<ContactDetails> {
  const addresses = store.now.get('contacts', contactId)?.addresses ?? [];
  const conversations = await Promise.all(addresses.map((address) => store.conversation(address)));
  const { now } = store;
  const contact = now.get('contacts', contactId);
  if (!contact) throw new Problem('not-found', 'This person is not there any more.');
  const sessions = conversations
    .flatMap((one) => one.sessions())
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  return {
    suggestions: suggest(now, contact),
    windows: conversations.flatMap((one) => windowsOf(now, one)),
    kinds: Object.fromEntries(contact.addresses.map((address) => [address, kindsOf(now, address)])),
    sessions: sessions.slice(0, MOST_SESSIONS),
    sessionCount: sessions.length,
  };
}

/** People who may be the same: of the same name, or who call themselves the same. */
function suggest(now: Now, contact: Contact): ContactDetails['suggestions'] {
  const name = foldText(contact.name ?? '');
  const profileName = foldText(contact.profileName ?? '');
  if (name === '' && profileName === '') return [];
  const suggestions: (FoundContact & { readonly reason: SuggestionReason })[] = [];
  for (const other of now.values('contacts')) {
    if (other._id === contact._id) continue;
    const reason = reasonFor(name, profileName, foldText(other.name ?? ''), foldText(other.profileName ?? ''));
    if (reason) suggestions.push({ ...foundOf(now, other), reason });
    if (suggestions.length >= MOST_SUGGESTED) break;
  }
  return suggestions;
}

function reasonFor(
  name: string,
  profileName: string,
  otherName: string,
  otherProfileName: string,
): SuggestionReason | null {
  const names = [otherName, otherProfileName].filter((one) => one !== '');
  if (name !== '' && names.includes(name)) return 'same-name';
  return profileName !== '' && names.includes(profileName) ? 'same-profile-name' : null;
}

function foundOf(now: Now, contact: Contact): FoundContact {
  const thread = now.get('threads', contact._id);
  return { contact, messageCount: thread?.messageCount ?? 0, lastAt: thread?.last?.at ?? null };
}

function windowsOf(now: Now, conversation: Conversation): WhatsAppWindow[] {
  const { address } = conversation;
  return Object.keys(now.get('addresses', address)?.latest ?? {}).flatMap((channel_id) => {
    if (now.get('channels', channel_id)?.communication_type !== 'whatsapp') return [];
    const messages = conversation.messages();
    const last = messages.findLast((message) => message.channel_id === channel_id && message.sender === 'contact');
    if (!last) return [];
    const window = whatsAppWindow(messages, channel_id, Date.parse(last.createdAt));
    const isRefused = window.kind === 'closed' && window.why === 'refused';
    return [{ address, channel_id, lastInboundAt: last.createdAt, isRefused }];
  });
}

function kindsOf(now: Now, address: string): readonly CommunicationType[] {
  const channels = Object.keys(now.get('addresses', address)?.latest ?? {});
  return [...new Set(channels.flatMap((id) => now.get('channels', id)?.communication_type ?? []))];
}
