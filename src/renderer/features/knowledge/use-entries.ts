import { useEffect, useState } from 'react';
import type { KnowledgeEntry } from '../../../shared/domain';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk, useDeskState } from '../../store/desk-context';

/** The team's entries as they are now, the newest first. */
export interface Entries {
  /** Null until the first answer. */
  readonly all: readonly KnowledgeEntry[] | null;
  /** Why they could not be read; null when they were. */
  readonly problem: RequestProblem | null;
}

/** Gives the entries, and again whenever one of them has changed, whoever changed it. */
export function useEntries(): Entries {
  const { ask } = useDesk();
  const changedAt = useDeskState((state) => state.knowledgeSeq);
  const [entries, setEntries] = useState<Entries>({ all: null, problem: null });
  useEffect(() => {
    let isOver = false;
    ask('knowledge.read', {}).then(
      (all) => {
        if (!isOver) setEntries({ all, problem: null });
      },
      (thrown: unknown) => {
        if (!isOver) setEntries(({ all }) => ({ all, problem: problemOf(thrown) }));
      },
    );
    return () => {
      isOver = true;
    };
  }, [ask, changedAt]);
  return entries;
}
