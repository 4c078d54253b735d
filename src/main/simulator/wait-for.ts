import type { SimulatorEvent } from '../../shared/simulator-contract';
import type { EventStream } from './event-stream';

/** Looks now and after every event of a kind until there is something, and gives it. */
export function waitFor<T>(events: EventStream, type: SimulatorEvent['type'], look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const tryNow = () => {
      const found = look();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    const stop = events.subscribe((event) => {
      if (event.type === type) tryNow();
    });
    tryNow();
  });
}
