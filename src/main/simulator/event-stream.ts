import type { SimulatorEvent } from '../../shared/simulator-contract';

/** Everything that happens, for windows and tests. */
export interface EventStream {
  emit(event: SimulatorEvent): void;
  /** Calls back for every event from now on. Gives the function that ends it. */
  subscribe(listener: (event: SimulatorEvent) => void): () => void;
}

/** Makes a stream without listeners. */
export function createEventStream(): EventStream {
  const listeners = new Set<(event: SimulatorEvent) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
