import { z } from 'zod';
import type { Contact, Message } from '../domain';
import { LONGEST_SEARCH } from '../search/wanted';
import { workId } from './work-contract';

/** Requests by which people and messages are found. */

const id = z.string().min(1).max(64);
const text = z.string().max(LONGEST_SEARCH);
/** Most messages that a search names; whoever needs more needs other words. */
export const MOST_MESSAGES = 500;
/** Most people that are found, and most messages that are shown at a time. */
export const MOST_PEOPLE = 50;
export const MOST_SHOWN = 50;

export const writers = ['contact', 'operator', 'ai', 'note', 'event'] as const;
/** Who wrote something: the customer, the team, the AI; a note of the team to itself; or the console, of an event. */
export type Writer = (typeof writers)[number];

const messageQuery = z.strictObject({
  /** Words and numbers that must all be there; nothing: all that the filters let through. */
  text,
  /** None: every kind. */
  kinds: z.array(z.enum(['sms', 'whatsapp', 'voice'])).max(3),
  /** None: whoever wrote it. */
  writers: z.array(z.enum(writers)).max(writers.length),
  /** Written at this time or later, and before that time. */
  from: z.iso.datetime().nullable(),
  before: z.iso.datetime().nullable(),
});
export type MessageQuery = z.infer<typeof messageQuery>;

const messageRef = z.strictObject({ address: z.string().min(1).max(200), message_id: id });
/** Names a message: the customer's address that it is kept under, and its id. */
export type MessageRef = z.infer<typeof messageRef>;

export const searchSchemas = {
  /** People by name, number in any form, tags and notes. */
  'search.people': z.strictObject({ text, limit: z.int().min(1).max(MOST_PEOPLE) }),
  /**
   * Messages by their words. The first time all of them are read; that is a work that can be asked about. Nothing asked
   * for: reads them, so that the first answer comes at once.
   */
  'search.messages': z.strictObject({ work_id: workId, query: messageQuery }),
  /** What found messages say, around the words that were searched for. */
  'search.show': z.strictObject({ text, refs: z.array(messageRef).max(MOST_SHOWN) }),
} as const;

export interface FoundPerson {
  /** Without the notes. */
  readonly contact: Contact;
  /** The number that fits; else the first one. */
  readonly address: string | null;
  readonly tags: readonly string[];
  /** The part of the notes that fits; null where what was searched for stands elsewhere. */
  readonly note: string | null;
}

/** A found message as it stands in the list. */
export interface FoundMessage {
  readonly ref: MessageRef;
  readonly contact: Contact;
  readonly writer: Writer;
  readonly message: Pick<Message, 'communication_type' | 'status' | 'createdAt'>;
  /** What it says, cut out around the first word that fits. Untrusted. */
  readonly excerpt: string;
}

export interface SearchOutput {
  /** The best first. */
  'search.people': { readonly people: readonly FoundPerson[]; readonly total: number };
  /** The best first, and the newest first among those that fit equally well; `refs` are the first of them. */
  'search.messages': { readonly refs: readonly MessageRef[]; readonly total: number };
  /** Null stands for a message that is gone. */
  'search.show': { readonly messages: readonly (FoundMessage | null)[] };
}
