import type { Clock } from '../app/clock';

/** Milliseconds between two sendings: a screen shows 60 pictures a second. */
export const FRAME_MS = 16;

/** Where events wait until they are sent. It may merge those that wait into fewer. */
export interface EventBox<E> {
  add(event: E): void;
  /** Gives what waits, in order, and is empty then. */
  take(): readonly E[];
}

export interface Batch<E> {
  add(event: E): void;
  /** Nothing is sent from now on; what waits is thrown away, since it was for a page that is gone. */
  hold(): void;
  /** Sends what waits and goes on sending. */
  release(): void;
  /** Sends nothing any more. */
  close(): void;
}

/**
 * Sends events as soon as they come, but at most once per frame: the first one at once, those that follow within the
 * frame together at its end. Begins held.
 */
export function createBatch<E>(options: {
  readonly clock: Clock;
  readonly box: EventBox<E>;
  readonly send: (events: readonly E[]) => void;
}): Batch<E> {
  const { clock, box, send } = options;
  let held = true;
  let endFrame: (() => void) | null = null;

  function flush(): void {
    endFrame?.();
    endFrame = null;
    const events = box.take();
    if (events.length === 0) return;
    endFrame = clock.after(FRAME_MS, () => {
      endFrame = null;
      if (!held) flush();
    });
    send(events);
  }

  function hold(): void {
    held = true;
    endFrame?.();
    endFrame = null;
    box.take();
  }

  return {
    add(event) {
      box.add(event);
      if (!held && endFrame === null) flush();
    },
    hold,
    release() {
      held = false;
      flush();
    },
    close: hold,
  };
}

/** The longest list that waits for a page that does not listen; then it is better told to begin anew. */
export const MOST_WAITING = 5000;

/** A box that keeps every event; past the limit the oldest go. */
export function createListBox<E>(): EventBox<E> {
  let waiting: E[] = [];
  return {
    add(event) {
      waiting.push(event);
      if (waiting.length > 2 * MOST_WAITING) waiting = waiting.slice(-MOST_WAITING);
    },
    take() {
      const events = waiting;
      waiting = [];
      return events;
    },
  };
}
