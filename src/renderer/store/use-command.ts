import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import type { RequestInput, RequestName, RequestOutput, RequestProblem } from '../../shared/ipc-contract';
import { problemOf } from '../ipc/ask';
import { useDesk } from './desk-context';

/** Sends a request; gives the answer, or undefined after the operator was told why there is none. */
export type Command = <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<RequestOutput[N] | undefined>;

/** Gives the function by which buttons and keys act. */
export function useCommand(): Command {
  const { ask } = useDesk();
  return useCallback(
    async (name, input) => {
      try {
        return await ask(name, input);
      } catch (thrown) {
        showProblem(problemOf(thrown));
        return undefined;
      }
    },
    [ask],
  );
}

/** Tells the operator of something that was not done, and what to do. */
export function showProblem({ message, remedy }: RequestProblem): void {
  notifications.show({ title: message, message: remedy, color: 'red', role: 'alert', autoClose: 12_000 });
}
