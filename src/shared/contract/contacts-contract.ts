import { z } from 'zod';

/** Requests about people and the state of their threads: tags, owner, names, notes, who is who. */

const id = z.string().min(1).max(64);
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
} as const;

export interface ContactsOutput {
  'thread.unread': null;
  'thread.tag': null;
  'thread.own': null;
  /** All that are in use, the most used first. */
  'tags.list': readonly string[];
  'contact.edit': null;
}
