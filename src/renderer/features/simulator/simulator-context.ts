import { createContext, useCallback, useContext } from 'react';
import { useStore } from 'zustand';
import type {
  SimulatorRequestInput,
  SimulatorRequestName,
  SimulatorRequestOutput,
} from '../../../shared/simulator-contract';
import { showProblem } from '../../store/use-command';
import type { Simulator } from './create-simulator';
import type { SimulatorModel } from './simulator-model';

/** The simulator of this window, for every component below. */
export const SimulatorContext = createContext<Simulator | null>(null);

/** Gives the simulator of this window. */
export function useSimulator(): Simulator {
  const simulator = useContext(SimulatorContext);
  if (!simulator) throw new Error('This component stands outside of a simulator.');
  return simulator;
}

/** Gives a part of what the stand-in told, and again whenever that part changes. Only below a loaded simulator. */
export function useModel<T>(select: (model: SimulatorModel) => T): T {
  return useStore(useSimulator().state, (state) => {
    if (state.at !== 'ready') throw new Error('This component stands outside of a loaded simulator.');
    return select(state.model);
  });
}

/** Sends a request; gives the answer, or undefined after the person was told why there is none. */
export type Act = <N extends SimulatorRequestName>(
  name: N,
  input: SimulatorRequestInput<N>,
) => Promise<SimulatorRequestOutput[N] | undefined>;

/** Gives the function by which buttons act. */
export function useAct(): Act {
  const { ask } = useSimulator();
  return useCallback(
    async (name, input) => {
      const result = await ask(name, input);
      if (result.ok) return result.value;
      showProblem(result.error);
      return undefined;
    },
    [ask],
  );
}
