import { useMemo, useState } from 'react';
import { knowledgeText, type EntryText } from '../../../shared/contract/knowledge-contract';
import type { KnowledgeEntry } from '../../../shared/domain';
import { unknownInAnswer } from '../../../shared/knowledge-variables';
import type { ReplayEntry } from '../../../shared/replay';
import { useDesk } from '../../store/desk-context';
import { entryTextOf, type EntryStart } from '../../store/entry-start';
import { useCommand } from '../../store/use-command';

/** What is typed: forms one on each line. */
export interface TypedEntry {
  readonly question: string;
  readonly forms: string;
  readonly answer: string;
  readonly tags: readonly string[];
  readonly active: boolean;
}

/** An entry while it is written. */
export interface EntryForm {
  readonly typed: TypedEntry;
  readonly change: (part: Partial<TypedEntry>) => void;
  /** The entry that it goes into; null for a new one. */
  readonly entry: KnowledgeEntry | null;
  /** Has it go into another entry, or into a new one. */
  readonly changeInto: (entry: KnowledgeEntry | null, typed?: Partial<TypedEntry>) => void;
  /** What is wrong, shown once it was tried to be kept. */
  readonly problems: Readonly<Record<'question' | 'forms' | 'answer' | 'tags', string | null>>;
  /** What somebody else has made of the entry meanwhile; undefined: nothing. Null: they deleted it. */
  readonly theirs: KnowledgeEntry | null | undefined;
  readonly saving: boolean;
  /** Gives it as it is typed, to be tried before it is kept. */
  readonly tried: () => ReplayEntry;
  /** Keeps it; gives whether it was. */
  readonly save: () => Promise<boolean>;
}

/** Gives the form of an entry, filled in with what it begins with. */
export function useEntryForm(start: EntryStart): EntryForm {
  const { ui } = useDesk();
  const command = useCommand();
  const [entry, setEntry] = useState(start.entry);
  const [typed, setTyped] = useState(() => typedOf({ ...entryTextOf(start.entry), ...start.text }));
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [theirs, setTheirs] = useState<KnowledgeEntry | null | undefined>();
  const found = useMemo(() => problemsOf(typed), [typed]);
  const none = { question: null, forms: null, answer: null, tags: null };

  return {
    typed,
    entry,
    saving,
    theirs,
    problems: tried ? found : { ...none, answer: typed.answer === '' ? null : found.answer },
    change: (part) => setTyped((before) => ({ ...before, ...part })),
    changeInto(next, part) {
      setEntry(next);
      setTheirs(undefined);
      if (part) setTyped((before) => ({ ...before, ...part }));
    },
    tried: () => ({
      ...{ entry_id: entry?._id ?? null, question: typed.question.trim(), answer: typed.answer.trim() },
      forms: linesOf(typed.forms),
    }),
    async save() {
      setTried(true);
      if (Object.values(found).some((problem) => problem !== null)) return false;
      setSaving(true);
      const done = await command('knowledge.put', {
        ...{ entry_id: entry?._id ?? null, base: entry?.updatedAt ?? null },
        ...{ question: typed.question, answer: typed.answer, active: typed.active },
        ...{ forms: linesOf(typed.forms), tags: [...typed.tags] },
      });
      setSaving(false);
      if (done?.kind === 'conflict') setTheirs(done.theirs);
      if (done?.kind !== 'saved') return false;
      ui.setState({ announcement: 'Entry saved' });
      return true;
    },
  };
}

/** Gives an entry's text as it is typed. */
export function typedOf({ forms, ...text }: EntryText): TypedEntry {
  return { ...text, forms: forms.join('\n') };
}

/** Gives what is typed one on each line. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function problemsOf(typed: TypedEntry): EntryForm['problems'] {
  return {
    question: sentenceOf(knowledgeText.question.safeParse(typed.question)),
    forms: sentenceOf(knowledgeText.forms.safeParse(linesOf(typed.forms))),
    answer: sentenceOf(knowledgeText.answer.safeParse(typed.answer)) ?? unknownInAnswer(typed.answer),
    tags: sentenceOf(knowledgeText.tags.safeParse(typed.tags)),
  };
}

function sentenceOf(parsed: {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly message: string }[] };
}): string | null {
  return parsed.success ? null : (parsed.error?.issues[0]?.message ?? 'This cannot be used.');
}
