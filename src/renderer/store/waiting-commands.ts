import type { RunnableId } from '../../shared/commands';

/** Commands that were chosen outside of the window. */
export interface WaitingCommands {
  give(id: RunnableId): void;
  /** Calls back for each, those first that nobody has taken yet. Gives the function that ends it. */
  onCommand(listener: (id: RunnableId) => void): () => void;
}

/** Makes their place. The window that a command opens hears of it before it is drawn, and carries it out then. */
export function createWaitingCommands(): WaitingCommands {
  const listeners = new Set<(id: RunnableId) => void>();
  let waiting: RunnableId[] = [];
  return {
    give(id) {
      if (listeners.size === 0) waiting.push(id);
      for (const listener of listeners) listener(id);
    },
    onCommand(listener) {
      listeners.add(listener);
      const early = waiting;
      waiting = [];
      for (const id of early) listener(id);
      return () => listeners.delete(listener);
    },
  };
}
