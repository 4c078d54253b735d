import type { SimulatorChange, SimulatorEvent } from '../../shared/simulator-contract';

/** Everything that happens, for windows and tests. */
export interface EventStream {
  emit(change: SimulatorChange): void;
  /** Number of the newest event. */
  readonly seq: number;
  /** Calls back for every event from now on. Gives the function that ends it. */
  subscribe(listener: (event: SimulatorEvent) => void): () => void;
}

/** Makes a stream without listeners. */
export function createEventStream(): EventStream {
  const listeners = new Set<(event: SimulatorEvent) => void>();
  let seq = 0;
  return {
    get seq() {
      return seq;
    },
    emit(change) {
      seq += 1;
      const event = { ...change, seq };
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
