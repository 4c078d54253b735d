import { z } from 'zod';
import type { CommunicationType, KnowledgeEntry } from '../domain';

/** Most entries that a team keeps, and most that one file brings. */
export const MAX_ENTRIES = 5_000;
/** Most other forms of one question. */
export const MAX_FORMS = 50;
/** Most tags of one entry. */
export const MAX_TAGS = 20;

const id = z.string().min(1).max(64);
const workId = z.string().min(1).max(64);

/** Gives a text without halves of characters, which no file and no message can carry. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A text in one line up to a length, with single spaces. */
function line(max: number, what: string): z.ZodType<string> {
  return z
    .string('Give a text.')
    .transform((text) =>
      whole(text)
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    )
    .refine((text) => text.length <= max, `${what} has at most ${max} characters.`);
}

/** A list with each text once and no empty ones. */
function lines(of: z.ZodType<string>, most: number, what: string): z.ZodType<readonly string[]> {
  return z
    .array(of)
    .transform((all) => [...new Set(all.filter((text) => text !== ''))])
    .refine((all) => all.length <= most, `An entry has at most ${most} ${what}.`);
}

/** An entry as a person, or a file, gives it: how each part is kept, and a sentence where it cannot be. */
export const knowledgeText = {
  question: line(500, 'A question').refine((text) => text !== '', 'Write the question that customers ask.'),
  forms: lines(line(500, 'A form of the question'), MAX_FORMS, 'further forms of the question'),
  /** Paragraphs are one empty line apart. */
  answer: z
    .string('Give a text.')
    .transform((text) =>
      whole(text)
        .replace(/\r\n?|[\u2028\u2029]/g, '\n')
        .replace(/(?!\n)\p{Cc}/gu, ' ')
        .replace(/[ \u00a0]+$/gm, '')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    )
    .refine((text) => text !== '', 'Write the answer to it.')
    .refine((text) => text.length <= 4000, 'An answer has at most 4000 characters.'),
  /** Commas and semicolons part tags where they are written one after the other. */
  tags: lines(
    line(40, 'A tag').refine((tag) => !/[,;]/.test(tag), 'A tag has no comma and no semicolon.'),
    MAX_TAGS,
    'tags',
  ),
} as const;

/** What a person writes of an entry. */
export interface EntryText {
  readonly question: string;
  readonly forms: readonly string[];
  readonly answer: string;
  readonly tags: readonly string[];
  readonly active: boolean;
}

export const knowledgeSchemas = {
  'knowledge.read': z.strictObject({}),
  'knowledge.put': z.strictObject({
    /** Null: a new entry. */
    entry_id: id.nullable(),
    /** When the entry that this was written upon was changed last; null for a new one. */
    base: z.string().max(40).nullable(),
    ...knowledgeText,
    active: z.boolean(),
  }),
  /** Adds other ways of asking to an entry, whatever else was changed in it meanwhile. */
  'knowledge.add-forms': z.strictObject({ entry_id: id, forms: knowledgeText.forms }),
  'knowledge.remove': z.strictObject({ entry_id: id }),
  /** Takes back what gave this undo id, as far as nobody has changed it since. */
  'knowledge.undo': z.strictObject({ undo_id: id }),
  /** Asks for a file and compares it with the entries; nothing is kept of it yet. */
  'knowledge.import-choose': z.strictObject({}),
  'knowledge.import-apply': z.strictObject({ import_id: id }),
  /** Asks where to and writes all entries. */
  'knowledge.export': z.strictObject({ format: z.enum(['csv', 'markdown']) }),
  /** Has the provider in force answer one question of nobody; nothing is stored or sent. */
  'knowledge.ask': z.strictObject({
    work_id: workId,
    question: z.string().trim().min(1).max(1600),
    type: z.enum(['sms', 'whatsapp', 'voice']),
  }),
  /** What customers asked lately and no entry answers. */
  'knowledge.gaps': z.strictObject({ work_id: workId }),
  'knowledge.dismiss-gap': z.strictObject({ questions: z.array(z.string().max(500)).min(1).max(20) }),
  /** Brings a dismissed gap back. */
  'knowledge.restore-gap': z.strictObject({ questions: z.array(z.string().max(500)).min(1).max(1000) }),
  /** What a text of an operator would teach: the customer's question and the text without what is only theirs. */
  'knowledge.teach': z.strictObject({
    contact_id: id,
    address: z.string().min(1).max(200),
    message_id: id,
  }),
} as const;

/** What became of an entry that was to be kept. */
export type PutOutcome =
  | { readonly kind: 'saved'; readonly entry: KnowledgeEntry }
  /** Somebody changed it meanwhile: nothing was kept. Null: they deleted it. */
  | { readonly kind: 'conflict'; readonly theirs: KnowledgeEntry | null };

/** One entry of a file that is to come in. */
export interface ImportItem {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  readonly kind: 'new' | 'changed';
  readonly text: EntryText;
  /** What is here of it now; null for a new one. */
  readonly before: EntryText | null;
}

/** What a file would change. */
export interface ImportPreview {
  readonly import_id: string;
  readonly file: string;
  readonly items: readonly ImportItem[];
  readonly unchanged: number;
  readonly refused: readonly { readonly line: number; readonly question: string; readonly reason: string }[];
  /** What was noticed about the file, a sentence each. */
  readonly notes: readonly string[];
}

/** How well an entry fits a question. */
export interface EntryScore {
  readonly entry_id: string;
  readonly question: string;
  /** From 0 to 1. */
  readonly score: number;
  /** The words that spoke for it. */
  readonly why: readonly string[];
  /** Whether the answer rests on it. */
  readonly used: boolean;
}

/** What the provider in force made of a question. */
export interface AskedAnswer {
  readonly provider: string;
  readonly model: string | null;
  readonly durationMs: number;
  /** Null where there was none, with the reason why. */
  readonly text: string | null;
  readonly problem: string | null;
  readonly rule: string | null;
  /** Why it would be handed to a person; null when it would not. */
  readonly handOff: string | null;
  readonly scores: readonly EntryScore[];
  /** The score from which on an entry is taken for the answer. */
  readonly answersFrom: number;
}

/** One time that a question was asked which no entry answers. */
export interface GapExample {
  readonly question: string;
  readonly at: string;
  readonly contact_id: string;
  readonly message_id: string;
  readonly type: CommunicationType;
  /** What a person answered then; null when nobody did. */
  readonly answer: string | null;
}

/** An entry that a gap may be another wording of. */
export interface NearEntry {
  readonly entry_id: string;
  readonly question: string;
  /** How sure it is that it answers the gap's questions, from 0 to 1; too little to answer with. */
  readonly score: number;
  /** In how many ways it says its question. */
  readonly wordings: number;
}

/** Questions that are alike, and that no entry answers. */
export interface Gap {
  /** The question that stands for them. */
  readonly question: string;
  readonly count: number;
  readonly newestAt: string;
  /** The newest of them, the newest first. */
  readonly examples: readonly GapExample[];
  /** The newest answer of a person, with variables; null when nobody gave one. */
  readonly answer: string | null;
  /** The entries that came nearest, the nearest first. */
  readonly near: readonly NearEntry[];
}

export interface Gaps {
  readonly gaps: readonly Gap[];
  /** So many days are looked back. */
  readonly days: number;
  /** Questions that people said are no gaps, those that are alike together; the newest first. */
  readonly dismissed: readonly (readonly string[])[];
}

/** What the editor begins with when something that was sent is to be taught. */
export interface Lesson {
  readonly question: string;
  readonly answer: string;
  /** The entry that the AI's text rested on, if it is still there. */
  readonly entry: KnowledgeEntry | null;
}

export interface KnowledgeOutput {
  /** The newest first. */
  'knowledge.read': readonly KnowledgeEntry[];
  'knowledge.put': PutOutcome;
  'knowledge.add-forms': { readonly undo_id: string };
  'knowledge.remove': { readonly undo_id: string };
  /** How many entries are as before again, and how many stayed since somebody had changed them. */
  'knowledge.undo': { readonly undone: number; readonly kept: number };
  'knowledge.import-choose': ImportPreview | null;
  'knowledge.import-apply': { readonly undo_id: string; readonly added: number; readonly changed: number };
  'knowledge.export': { readonly file: string | null; readonly entries: number };
  'knowledge.ask': AskedAnswer;
  'knowledge.gaps': Gaps;
  'knowledge.dismiss-gap': null;
  'knowledge.restore-gap': null;
  'knowledge.teach': Lesson;
}
