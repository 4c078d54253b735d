import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../shared/changes';
import type { EntryText, PutOutcome } from '../../shared/contract/knowledge-contract';
import { MAX_ENTRIES, MAX_FORMS } from '../../shared/contract/knowledge-contract';
import type { KnowledgeEntry } from '../../shared/domain';
import type { Clock, NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Now, Store } from '../store/store';

/** Most steps that can be taken back; older ones are forgotten. */
const KEPT_STEPS = 50;

export interface KeepEntriesParts {
  readonly store: Pick<Store, 'now' | 'commit'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** An entry that is to be as a text says, over one that there is or as a new one. */
export interface EntryToPut {
  /** Null: a new one. */
  readonly before: KnowledgeEntry | null;
  readonly text: EntryText;
}

/** The team's knowledge entries and what can be done with them. */
export interface KeepEntries {
  /** The newest first. */
  all(): readonly KnowledgeEntry[];
  /**
   * Keeps an entry, unless it has been changed since the state that it was written upon.
   *
   * @param entryId null for a new one
   * @param base when that state was of, ISO 8601; null for a new one
   */
  put(entryId: string | null, base: string | null, text: EntryText, by: string): Promise<PutOutcome>;
  /**
   * Keeps many, together or not at all; gives the way back.
   *
   * @throws Problem when one of them has been changed since
   */
  putAll(entries: readonly EntryToPut[], by: string): Promise<string>;
  /**
   * Adds other forms of its question to an entry as it is now; gives the way back.
   *
   * @throws Problem when it is not there, or has too many then
   */
  addForms(entryId: string, forms: readonly string[], by: string): Promise<string>;
  /** Removes an entry; gives the way back. @throws Problem when it is not there */
  remove(entryId: string): Promise<string>;
  /**
   * Takes a step back. What somebody has changed since stays as it is.
   *
   * @throws Problem when the step is not known (any more)
   */
  undo(undoId: string): Promise<{ readonly undone: number; readonly kept: number }>;
}

/** What an entry was before a step, and after it: null where there was none. */
interface Touched {
  readonly entry_id: string;
  readonly before: KnowledgeEntry | null;
  readonly after: KnowledgeEntry | null;
}

/** Makes it. The ways back are kept in memory, for this run. */
export function createKeepEntries({ store, clock, newId }: KeepEntriesParts): KeepEntries {
  const steps = new Map<string, readonly Touched[]>();
  const remember = (step: readonly Touched[]): string => {
    const undoId = newId();
    steps.set(undoId, step);
    for (const oldest of [...steps.keys()].slice(0, -KEPT_STEPS)) steps.delete(oldest);
    return undoId;
  };
  /** A time of its own for each state of an entry, so that two of one millisecond are not taken for the same. */
  const timeAfter = (before: KnowledgeEntry | null) =>
    new Date(Math.max(clock.now(), before ? Date.parse(before.updatedAt) + 1 : 0)).toISOString();
  const entryOf = ({ before, text }: EntryToPut, by: string): KnowledgeEntry => {
    const at = timeAfter(before);
    return {
      _id: before?._id ?? newId(),
      question: text.question,
      ...(text.forms.length > 0 ? { forms: text.forms } : {}),
      answer: text.answer,
      ...(text.tags.length > 0 ? { tags: text.tags } : {}),
      ...(text.active ? {} : { active: false as const }),
      by,
      createdAt: before?.createdAt ?? at,
      updatedAt: at,
    };
  };

  return {
    all: () =>
      [...store.now.values('knowledge')].sort((a, b) =>
        a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a._id < b._id ? 1 : -1,
      ),
    put: (entryId, base, text, by) =>
      store.commit((now): { changes: readonly Change[]; result: PutOutcome } => {
        const before = entryId === null ? null : (now.get('knowledge', entryId) ?? null);
        if (entryId !== null && before?.updatedAt !== base) {
          return { changes: [], result: { kind: 'conflict', theirs: before } };
        }
        if (!before) requireRoom(now, 1);
        const entry = entryOf({ before, text }, by);
        return { changes: [{ type: 'knowledge.put', entry }], result: { kind: 'saved', entry } };
      }),
    async putAll(entries, by) {
      const step = await store.commit((now) => {
        requireRoom(now, entries.filter(({ before }) => before === null).length);
        for (const { before } of entries) if (before) requireSame(now, before);
        const touched = entries.map((one): Touched & { after: KnowledgeEntry } => {
          const after = entryOf(one, by);
          return { entry_id: after._id, before: one.before, after };
        });
        const changes = touched.map(({ after }): Change => ({ type: 'knowledge.put', entry: after }));
        return { changes, result: touched };
      });
      return remember(step);
    },
    async addForms(entryId, more, by) {
      const step = await store.commit((now): { changes: readonly Change[]; result: Touched } => {
        const before = requireEntry(now, entryId);
        const text = textOf(before);
        const forms = [...new Set([...text.forms, ...more])].filter((form) => form !== text.question);
        if (forms.length > MAX_FORMS) {
          throw new Problem(
            'refused',
            `An entry has at most ${MAX_FORMS} further forms of the question.`,
            'Open the entry and take out those that say the same.',
          );
        }
        const after = entryOf({ before, text: { ...text, forms } }, by);
        return { changes: [{ type: 'knowledge.put', entry: after }], result: { entry_id: entryId, before, after } };
      });
      return remember([step]);
    },
    async remove(entryId) {
      const before = await store.commit((now) => {
        const entry = requireEntry(now, entryId);
        return { changes: [{ type: 'knowledge.removed', entry_id: entryId }], result: entry };
      });
      return remember([{ entry_id: entryId, before, after: null }]);
    },
    async undo(undoId) {
      const step = steps.get(undoId);
      if (!step) throw new Problem('not-found', 'This cannot be undone any more.');
      const undone = await store.commit((now) => {
        const same = step.filter(({ entry_id, after }) =>
          isDeepStrictEqual(now.get('knowledge', entry_id) ?? null, after),
        );
        const changes = same.map(({ entry_id, before }): Change =>
          before ? { type: 'knowledge.put', entry: before } : { type: 'knowledge.removed', entry_id },
        );
        return { changes, result: same.length };
      });
      steps.delete(undoId);
      return { undone, kept: step.length - undone };
    },
  };
}

function requireRoom(now: Now, more: number): void {
  if (more === 0 || [...now.values('knowledge')].length + more <= MAX_ENTRIES) return;
  throw new Problem(
    'refused',
    `A team keeps at most ${MAX_ENTRIES} entries.`,
    'Delete some that are no longer needed.',
  );
}

function requireEntry(now: Now, entryId: string): KnowledgeEntry {
  const entry = now.get('knowledge', entryId);
  if (entry) return entry;
  throw new Problem('not-found', 'This knowledge entry is not there any more.');
}

function requireSame(now: Now, before: KnowledgeEntry): void {
  if (now.get('knowledge', before._id)?.updatedAt === before.updatedAt) return;
  throw new Problem(
    'refused',
    `“${before.question}” was changed meanwhile, so nothing was imported.`,
    'Choose the file again to compare it with the entries as they are now.',
  );
}

/** Gives what a person writes of an entry. */
export function textOf(entry: KnowledgeEntry): EntryText {
  const { question, forms = [], answer, tags = [], active = true } = entry;
  return { question, forms, answer, tags, active };
}
