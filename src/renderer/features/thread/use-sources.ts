import { useCallback, useState } from 'react';
import type { DraftSource } from '../../../shared/contract/composer-contract';
import { useDesk } from '../../store/desk-context';

/** So many are asked for; an answer rests on a few. */
const MOST = 50;

/** Gives the team's own questions and answers that a text of the AI rests on: null until `load` was called and answered. */
export function useSources(ids: readonly string[]): {
  readonly sources: readonly DraftSource[] | null;
  readonly load: () => void;
} {
  const { ask } = useDesk();
  const [sources, setSources] = useState<readonly DraftSource[] | null>(null);
  const load = useCallback(() => {
    if (ids.length > 0) ask('draft.sources', { ids: ids.slice(0, MOST) }).then(setSources, () => setSources([]));
  }, [ask, ids]);
  return { sources, load };
}

/** What an entry is called that may have been deleted since. */
export function questionWords({ question }: DraftSource): string {
  return question ?? 'This entry is not there any more.';
}
