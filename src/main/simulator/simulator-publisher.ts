import type { Clock } from '../app/clock';
import type { SimulatorEvent } from '../../shared/simulator-contract';
import type { TwilioStandIn } from './stand-in';

/** A window draws no faster than this, so it is told no faster: a frame at 60 Hz. */
const FRAME_MS = 16;

/** Tells the simulator's window what happens while it listens. */
export interface SimulatorPublisher {
  /** The page listens from now on; what went before it asks for as a snapshot. */
  listening(): void;
  /** The page is gone or being replaced. */
  away(): void;
}

/** Makes the publisher: events go out in order, those of one frame together. */
export function createSimulatorPublisher(parts: {
  readonly standIn: Pick<TwilioStandIn, 'onEvent'>;
  readonly clock: Clock;
  readonly send: (events: readonly SimulatorEvent[]) => void;
}): SimulatorPublisher {
  let stop: () => void = () => undefined;

  function listening(): void {
    stop();
    let waiting: SimulatorEvent[] = [];
    let cancel: (() => void) | null = null;
    const flush = () => {
      cancel = null;
      const events = waiting;
      waiting = [];
      parts.send(events);
    };
    const unsubscribe = parts.standIn.onEvent((event) => {
      waiting.push(event);
      cancel ??= parts.clock.after(FRAME_MS, flush);
    });
    stop = () => {
      unsubscribe();
      cancel?.();
      stop = () => undefined;
    };
  }

  return { listening, away: () => stop() };
}
