import type {
  SimulatorBridge,
  SimulatorRequestInput,
  SimulatorRequestName,
  SimulatorRequestOutput,
} from '../../../shared/simulator-contract';
import { RequestFailed } from '../../ipc/ask';

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

/** Sends a request and gives what it answers, or throws RequestFailed. */
export type AskSimulator = <N extends SimulatorRequestName>(
  name: N,
  input: SimulatorRequestInput<N>,
) => Promise<SimulatorRequestOutput[N]>;

/** Makes the function by which the window asks for anything. */
export function createAskSimulator(bridge: SimulatorBridge): AskSimulator {
  return async (name, input) => {
    const result = await bridge.request(name, input);
    if (!result.ok) throw new RequestFailed(result.error);
    return result.value;
  };
}
