import { useCallback, useEffect, useRef, useState } from 'react';
import { MOST_PEOPLE, MOST_SHOWN, type FoundMessage, type MessageRef } from '../../../shared/contract/search-contract';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk } from '../../store/desk-context';
import type { SearchChoice } from '../../store/search-choice';
import { useWhatHappens } from '../../store/use-what-happens';
import { useWork, type LongWorkHere } from '../pages/use-work';
import type { Found } from './search-items';
import { isFiltered, queryOf } from './search-query';

/** How long the typing must pause before it is searched, in milliseconds. */
const PAUSE_MS = 60;

/** What a search has found so far. */
export interface Search {
  readonly found: Found;
  /** The text that `found` belongs to; null until the first answer. */
  readonly searched: string | null;
  readonly problem: RequestProblem | null;
  /** Reading all messages for the first time. */
  readonly work: LongWorkHere;
  /** Whether somebody stopped that, so that only people were searched. */
  readonly isStopped: boolean;
  /** Undefined: not loaded yet. Null: gone since. */
  readonly message: (ref: MessageRef) => FoundMessage | null | undefined;
  /** Has the words of messages loaded. */
  readonly need: (refs: readonly MessageRef[]) => void;
  readonly again: () => void;
}

const nothing: Found = { people: [], peopleTotal: 0, refs: [], messagesTotal: 0 };
type Shown = ReadonlyMap<string, FoundMessage | null>;

/** Searches people and messages for what was chosen, again when that changes and when something happens. */
export function useSearch(choice: SearchChoice): Search {
  const { ask } = useDesk();
  const work = useWork(true);
  const { run } = work;
  const [found, setFound] = useState(nothing);
  const [searched, setSearched] = useState<string | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isStopped, setIsStopped] = useState(false);
  const [shown, setShown] = useState<Shown>(new Map());
  /** Messages whose words were asked for since the last answer. */
  const asked = useRef(new Set<string>());
  const newest = useRef(0);
  /** Holds until somebody asks for it: neither more letters nor what happens begin it again. */
  const stopped = useRef(false);

  const search = useCallback(async () => {
    const mine = ++newest.current;
    const isOver = () => mine !== newest.current;
    setIsStopped(stopped.current);
    const text = choice.text.trim();
    // The filters are about messages; people have no day and no channel of their own.
    const people = isFiltered(choice)
      ? Promise.resolve({ people: [], total: 0 })
      : ask('search.people', { text, limit: MOST_PEOPLE });
    const findPeople = async () => {
      const answer = await people;
      if (!isOver()) setFound((before) => ({ ...before, people: answer.people, peopleTotal: answer.total }));
    };
    const findMessages = async () => {
      if (stopped.current) return;
      const query = { ...queryOf(choice, Date.now()), text };
      const outcome = await run((work_id) => ask('search.messages', { work_id, query }));
      if (isOver()) return;
      stopped.current = outcome.kind === 'stopped';
      setIsStopped(stopped.current);
      if (outcome.kind === 'failed') setProblem(outcome.problem);
      const { refs, total } = outcome.kind === 'done' ? outcome.value : { refs: [], total: 0 };
      asked.current = new Set();
      if (outcome.kind === 'done') setProblem(null);
      setFound((before) => ({ ...before, refs, messagesTotal: total }));
    };
    try {
      await Promise.all([findPeople(), findMessages()]);
    } catch (thrown) {
      if (!isOver()) setProblem(problemOf(thrown));
    }
    if (!isOver()) setSearched(text);
  }, [ask, choice, run]);

  useEffect(() => {
    const timer = setTimeout(() => void search(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search]);
  useWhatHappens(() => {
    // What is being found now will have it.
    if (work.progress === null) void search();
  });

  const need = useCallback(
    (refs: readonly MessageRef[]) => {
      const missing = refs.filter(({ message_id }) => !asked.current.has(message_id));
      const text = choice.text.trim();
      for (let from = 0; from < missing.length; from += MOST_SHOWN) {
        const some = missing.slice(from, from + MOST_SHOWN);
        const mine = asked.current;
        for (const { message_id } of some) mine.add(message_id);
        ask('search.show', { text, refs: some }).then(
          ({ messages }) => {
            setShown((before) => withMessages(before, some, messages));
          },
          // Asked for again with the next look at it.
          () => some.forEach(({ message_id }) => mine.delete(message_id)),
        );
      }
    },
    [ask, choice.text],
  );
  return {
    ...{ found, searched, problem, work, isStopped, need },
    message: ({ message_id }) => shown.get(message_id),
    again() {
      stopped.current = false;
      void search();
    },
  };
}

function withMessages(before: Shown, refs: readonly MessageRef[], messages: readonly (FoundMessage | null)[]): Shown {
  const after = new Map(before);
  refs.forEach(({ message_id }, n) => after.set(message_id, messages[n] ?? null));
  return after;
}
