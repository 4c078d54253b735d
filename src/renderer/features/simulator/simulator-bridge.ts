import type { Result } from '../../../shared/ipc-contract';
import type {
  SimulatorBridge,
  SimulatorRequestInput,
  SimulatorRequestName,
  SimulatorRequestOutput,
} from '../../../shared/simulator-contract';

declare global {
  interface Window {
    /** Given by the preload script of the simulator's window; absent anywhere else. */
    readonly simulator?: SimulatorBridge;
  }
}

/**
 * Gives the way to the main process.
 *
 * @throws Error when the page was opened outside of the console
 */
export function findSimulatorBridge(from: Pick<Window, 'simulator'>): SimulatorBridge {
  if (!from.simulator) throw new Error('This page only works inside the Switchboard console.');
  return from.simulator;
}

/** Sends a request and gives what came of it. Never rejects. */
export type AskSimulator = <N extends SimulatorRequestName>(
  name: N,
  input: SimulatorRequestInput<N>,
) => Promise<Result<SimulatorRequestOutput[N]>>;

/** Makes the function by which the window asks for anything. */
export function createAskSimulator(bridge: SimulatorBridge): AskSimulator {
  return (name, input) => bridge.request(name, input).catch(() => unanswered);
}

const unanswered = {
  ok: false,
  error: { code: 'internal', message: 'The simulator did not answer.', remedy: 'Close this window and open it again.' },
} as const;
