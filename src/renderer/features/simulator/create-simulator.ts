import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RequestProblem } from '../../../shared/ipc-contract';
import type { SimulatorBridge, SimulatorEvent } from '../../../shared/simulator-contract';
import { createAskSimulator, type AskSimulator } from './simulator-bridge';
import { applyEvent, type SimulatorModel } from './simulator-model';

/** What the window shows: nothing yet, a sentence, or the simulator. */
export type SimulatorState =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly problem: RequestProblem }
  | { readonly at: 'ready'; readonly model: SimulatorModel };

/** Everything that the features of this window share. */
export interface Simulator {
  readonly state: StoreApi<SimulatorState>;
  readonly ask: AskSimulator;
  /** Asks for everything anew. */
  load(): Promise<void>;
}

/** Begins to follow the stand-in: listens first, then asks for a snapshot, then applies what is newer than that. */
export function createSimulator(bridge: SimulatorBridge): Simulator {
  const ask = createAskSimulator(bridge);
  const state = createStore<SimulatorState>(() => ({ at: 'loading' }));
  let early: SimulatorEvent[] = [];
  bridge.onEvent((event) => {
    const now = state.getState();
    if (now.at === 'ready') state.setState({ at: 'ready', model: applyEvent(now.model, event) });
    else early.push(event);
  });
  const load = async () => {
    state.setState({ at: 'loading' }, true);
    const result = await ask('simulator.snapshot', {});
    if (!result.ok) {
      state.setState({ at: 'failed', problem: result.error }, true);
      return;
    }
    const model = early.reduce(applyEvent, result.value satisfies SimulatorModel);
    early = [];
    state.setState({ at: 'ready', model }, true);
  };
  void load();
  return { state, ask, load };
}
