import type { EntryText } from '../../shared/contract/knowledge-contract';
import type { KnowledgeEntry } from '../../shared/domain';

/** What the editor of knowledge entries begins with. */
export interface EntryStart {
  /** The entry that is changed; null for a new one. */
  readonly entry: KnowledgeEntry | null;
  /** What is filled in over what the entry says. */
  readonly text?: Partial<EntryText>;
  /** An entry that could be changed in the place of writing a new one: the AI's text rested on it. */
  readonly instead?: KnowledgeEntry;
}

/** Gives what a person writes of an entry; of a new one nothing yet. */
export function entryTextOf(entry: KnowledgeEntry | null): EntryText {
  const { question = '', forms = [], answer = '', tags = [], active = true } = entry ?? {};
  return { question, forms, answer, tags, active };
}

/** Gives an entry's start with one more form of its question. */
export function withForm(entry: KnowledgeEntry, form: string): EntryStart {
  const { forms } = entryTextOf(entry);
  return { entry, text: { forms: [...forms, form] } };
}
