import type { DeskBridge, RequestInput, RequestName, RequestOutput, RequestProblem } from '../../shared/ipc-contract';

/** A request that was not carried out, with its sentence for people. */
class RequestFailed extends Error {
  override readonly name = 'RequestFailed';

  constructor(readonly problem: RequestProblem) {
    super(problem.message);
  }
}

/** Sends a request and gives what it answers, or throws. */
export type Ask = <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<RequestOutput[N]>;

/**
 * Makes the function by which the window asks the main process for anything.
 *
 * @throws RequestFailed (from the function) when the main process refuses, or does not answer at all
 */
export function createAsk(bridge: DeskBridge): Ask {
  return async (name, input) => {
    const result = await bridge.request(name, input).catch(() => unanswered);
    if (!result.ok) throw new RequestFailed(result.error);
    return result.value;
  };
}

const unanswered = {
  ok: false,
  error: {
    code: 'internal',
    message: 'The console did not answer.',
    remedy: 'Try again. If it stays like this, close Switchboard and start it again.',
  },
} as const;

/** Gives the sentence for people of anything that was thrown. */
export function problemOf(thrown: unknown): RequestProblem {
  if (thrown instanceof RequestFailed) return thrown.problem;
  return {
    code: 'internal',
    message: 'Something went wrong in this window.',
    remedy: 'Reload the window with Ctrl+R (⌘R on a Mac). Nothing that was stored is lost.',
  };
}
