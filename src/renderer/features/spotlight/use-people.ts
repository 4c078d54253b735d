import { useEffect, useState } from 'react';
import type { FoundPerson } from '../../../shared/contract/search-contract';
import { useDesk } from '../../store/desk-context';

/** Most people who are offered at a time. */
const MOST = 6;

/** Gives the people who fit what is typed, as the main process finds them; nobody while nothing is typed. */
export function usePeople(typed: string): readonly FoundPerson[] {
  const { ask } = useDesk();
  const [people, setPeople] = useState<readonly FoundPerson[]>([]);
  useEffect(() => {
    let isOver = false;
    ask('search.people', { text: typed.trim(), limit: MOST }).then(
      (answer) => {
        if (!isOver) setPeople(answer.people);
      },
      // The desk is closing or busy: commands and settings are there all the same.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [ask, typed]);
  return people;
}
