import { useCallback, useState } from 'react';
import type { RequestInput, RequestName, RequestOutput, RequestProblem } from '../../../shared/ipc-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk } from '../../store/desk-context';

/** One request at a time, with what is wrong shown where it was made. */
export interface Asking {
  readonly busy: boolean;
  readonly problem: RequestProblem | null;
  /** Gives the answer, or undefined after `problem` says why there is none. */
  readonly run: <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<RequestOutput[N] | undefined>;
}

/** Gives the way to ask from within a form. */
export function useAsking(): Asking {
  const { ask } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const run = useCallback<Asking['run']>(
    async (name, input) => {
      setBusy(true);
      setProblem(null);
      try {
        return await ask(name, input);
      } catch (thrown) {
        setProblem(problemOf(thrown));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [ask],
  );
  return { busy, problem, run };
}
