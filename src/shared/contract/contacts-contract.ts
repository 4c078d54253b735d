import { z } from 'zod';
import type { CommunicationType, Contact, Session } from '../domain';

/** Requests about people and the state of their threads: tags, owner, names, notes, who is who. */

const id = z.string().min(1).max(64);
const address = z.string().min(1).max(200);
/** Longest name, tag and notes that are taken, in UTF-16 units. */
export const MAX_NAME = 200;
export const MAX_TAG = 40;
export const MAX_NOTES = 20_000;
/** Most tags of one thread. */
export const MAX_TAGS = 20;
const tag = z
  .string()
  .transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
  .pipe(z.string().min(1, 'A tag needs at least one letter.').max(MAX_TAG, `A tag has at most ${MAX_TAG} letters.`));
const tags = z.array(tag).max(MAX_TAGS);

export const contactsSchemas = {
  'thread.unread': z.strictObject({ contact_id: id }),
  /** Adds and removes; one that is there already, or not there, stays so. */
  'thread.tag': z.strictObject({ contact_id: id, add: tags, remove: tags }),
  'thread.own': z.strictObject({ contact_id: id, owned: z.boolean() }),
  'tags.list': z.strictObject({}),
  'contact.edit': z.strictObject({
    contact_id: id,
    /** Null: called by the number again. */
    name: z.string().trim().min(1).max(MAX_NAME).nullable().optional(),
    notes: z.string().max(MAX_NOTES).optional(),
    blocked: z.boolean().optional(),
  }),
  'contact.read': z.strictObject({ contact_id: id }),
  /** People by name, or by number in any form. */
  'contacts.find': z.strictObject({ query: z.string().max(200), without: id }),
  'contacts.merge': z.strictObject({ into: id, from: id }),
  'contacts.take-out': z.strictObject({ contact_id: id, address }),
  /** Undoes a merge or a taking out of this run. */
  'contacts.undo': z.strictObject({ undo_id: id }),
} as const;

/** A person that another one can be merged with. */
export interface FoundContact {
  readonly contact: Contact;
  readonly messageCount: number;
  readonly lastAt: string | null;
}

/** Why two entries may be the same person. */
export type SuggestionReason = 'same-name' | 'same-profile-name';

/** The time within which anything may be written on WhatsApp: a day from the last message of the customer. */
export interface WhatsAppWindow {
  readonly address: string;
  readonly channel_id: string;
  readonly lastInboundAt: string;
  /** Whether WhatsApp has refused a text since then as too late, whatever our clock says. */
  readonly isRefused: boolean;
}

/** What is known of a person beyond what a thread shows. */
export interface ContactDetails {
  readonly suggestions: readonly (FoundContact & { readonly reason: SuggestionReason })[];
  readonly windows: readonly WhatsAppWindow[];
  /** On which kinds of communication each address has been in touch. */
  readonly kinds: Readonly<Record<string, readonly CommunicationType[]>>;
  /** The newest first. */
  readonly sessions: readonly Session[];
  readonly sessionCount: number;
}

export interface ContactsOutput {
  'thread.unread': null;
  'thread.tag': null;
  'thread.own': null;
  /** All that are in use, the most used first. */
  'tags.list': readonly string[];
  'contact.edit': null;
  'contact.read': ContactDetails;
  'contacts.find': readonly FoundContact[];
  'contacts.merge': { readonly undo_id: string };
  /** With the id of the contact that the address has of its own now. */
  'contacts.take-out': { readonly undo_id: string; readonly contact_id: string };
  'contacts.undo': null;
}
