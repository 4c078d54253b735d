import { backOffMs } from '../../shared/back-off';
import type { Clock } from '../app/clock';
import type { Pace } from './pace';
import { createPauses } from './pauses';

/** How long nobody passes after trouble with Twilio or the way to it, in milliseconds. */
const BACK_OFF = { firstMs: 1_000, longestMs: 60_000 } as const;

/** What everything that goes out to Twilio passes, one after the other for each sender and no faster than it may send. */
export interface SendGate {
  /** Resolves when it is this one's turn, or when the gate is closed. @param units how many it takes of the pace */
  pass(pace: Pace, units: number): Promise<void>;
  /** Twilio cannot be reached or wants less: nobody passes for a while, longer each time in a row. @param atLeastMs as Twilio asks */
  shut(atLeastMs?: number): void;
  /** Twilio has answered: the next trouble is the first. */
  wasThrough(): void;
  /** Waits no longer: the way to Twilio may be free again. */
  open(): void;
  /** Lets all through, to find that it is over. */
  close(): void;
}

interface Turn {
  tail: Promise<void>;
  /** When the pace is kept again without the burst, in milliseconds since 1970, and what the last one took of that. */
  freeAt: number;
  lastMs: number;
}

/**
 * Makes an open gate. It counts as a leaky bucket does: each that passes moves the time at which its sender is free again,
 * and who comes earlier than the burst allows waits; so a long text passes whole and makes the next one wait. No library
 * has it with weights and with a clock that is given.
 *
 * @param random gives a number from 0 up to, but not, 1
 */
export function createSendGate(clock: Clock, random: () => number): SendGate {
  const turns = new Map<string, Turn>();
  const paced = createPauses(clock);
  const shut = createPauses(clock);
  let troubles = 0;
  let untilOpen: Promise<void> | null = null;

  return {
    pass(pace, units) {
      const turn = turns.get(pace.key) ?? { tail: Promise.resolve(), freeAt: 0, lastMs: 0 };
      turns.set(pace.key, turn);
      turn.tail = turn.tail.then(() => take(turn, pace, units));
      return turn.tail;
    },
    shut(atLeastMs = 0) {
      if (untilOpen) return;
      troubles += 1;
      const ms = Math.max(atLeastMs, backOffMs(BACK_OFF, troubles, random));
      untilOpen = shut.pause(ms).then(() => {
        untilOpen = null;
      });
    },
    wasThrough() {
      troubles = 0;
    },
    open() {
      troubles = 0;
      shut.end();
    },
    close() {
      paced.close();
      shut.close();
    },
  };

  async function take(turn: Turn, { perSecond, burst }: Pace, units: number): Promise<void> {
    const unitMs = 1_000 / perSecond;
    // One before has never left more to wait for than its own time: a clock that was set back would.
    const waitMs = Math.min(turn.freeAt - clock.now() - (burst - 1) * unitMs, turn.lastMs);
    if (waitMs > 0) await paced.pause(waitMs);
    while (untilOpen) await untilOpen;
    turn.lastMs = units * unitMs;
    turn.freeAt = Math.max(clock.now(), turn.freeAt) + turn.lastMs;
  }
}
