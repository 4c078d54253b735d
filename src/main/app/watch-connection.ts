import type { ConnectionState } from '../../shared/connection';
import type { Clock } from './clock';

/** At most so often are windows told of a change, in milliseconds: under load every request changes a count. */
const PAUSE_MS = 250;

/** The state of all that connects the desk to the world, in one piece. */
export interface ConnectionWatch {
  state(): ConnectionState;
  /** Something in it may have changed. */
  touch(): void;
  onChange(listener: (state: ConnectionState) => void): () => void;
  close(): void;
}

/** Makes a watch over the parts that `read` asks. Many touches in a short time are one change. */
export function watchConnection(clock: Clock, read: () => ConnectionState): ConnectionWatch {
  const listeners = new Set<(state: ConnectionState) => void>();
  let cancel: (() => void) | null = null;
  return {
    state: read,
    touch() {
      cancel ??= clock.after(PAUSE_MS, () => {
        cancel = null;
        const state = read();
        for (const listener of listeners) listener(state);
      });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      cancel?.();
    },
  };
}
