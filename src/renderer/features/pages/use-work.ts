import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkProgress } from '../../../shared/contract/work-contract';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk } from '../../store/desk-context';

/** How often it is asked how far a work has come, in milliseconds. */
const ASK_MS = 200;

/** What came of a work: its result, a sentence why there is none, or nothing because it was stopped or overtaken. */
export type WorkOutcome<R> =
  | { readonly kind: 'done'; readonly value: R }
  | { readonly kind: 'failed'; readonly problem: RequestProblem }
  | { readonly kind: 'stopped' };

/** One long work at a time. */
export interface LongWorkHere {
  /** How far it has come; `unknown` until that is known; null while there is none. */
  readonly progress: WorkProgress | 'unknown' | null;
  /** Begins a work, in the place of one that may still be going on. */
  readonly run: <R>(request: (work_id: string) => Promise<R>) => Promise<WorkOutcome<R>>;
  readonly stop: () => void;
}

/**
 * Gives the way to begin a work in the main process, follow and stop it.
 *
 * @param endsWithPage whether nobody needs it any more once the page is left
 */
export function useWork(endsWithPage: boolean): LongWorkHere {
  const { ask, newMessageId } = useDesk();
  const [progress, setProgress] = useState<LongWorkHere['progress']>(null);
  const current = useRef<string | null>(null);
  const stopped = useRef(new Set<string>());

  const cancel = useCallback(() => {
    if (current.current === null) return;
    void ask('work.cancel', { work_id: current.current }).catch(() => undefined);
  }, [ask]);

  useEffect(
    () => () => {
      if (endsWithPage) cancel();
    },
    [cancel, endsWithPage],
  );

  const run = useCallback(
    async <R>(request: (work_id: string) => Promise<R>): Promise<WorkOutcome<R>> => {
      cancel();
      const work_id = newMessageId();
      current.current = work_id;
      setProgress('unknown');
      const timer = window.setInterval(() => {
        void ask('work.progress', { work_id }).then(
          (now) => now && current.current === work_id && setProgress(now),
          () => undefined,
        );
      }, ASK_MS);
      try {
        const value = await request(work_id);
        return current.current === work_id ? { kind: 'done', value } : { kind: 'stopped' };
      } catch (thrown) {
        if (stopped.current.has(work_id) || current.current !== work_id) return { kind: 'stopped' };
        return { kind: 'failed', problem: problemOf(thrown) };
      } finally {
        window.clearInterval(timer);
        if (current.current === work_id) {
          current.current = null;
          setProgress(null);
        }
      }
    },
    [ask, cancel, newMessageId],
  );

  const stop = useCallback(() => {
    if (current.current !== null) stopped.current.add(current.current);
    cancel();
  }, [cancel]);

  return { progress, run, stop };
}
