import type { Clock } from '../app/clock';

/** What the AI is writing to somebody, as far as it is; null when it writes no more. */
export interface WritingState {
  readonly contact_id: string;
  readonly address: string;
  readonly text: string | null;
}

/** Tells windows what is being written. Nothing of it is stored. */
export interface WritingTeller {
  write(contactId: string, address: string, soFar: string | null): void;
  /** Calls back with each state that is worth showing. Gives the function that ends it. */
  onChange(listener: (state: WritingState) => void): () => void;
}

/** People do not read faster than that. */
const PAUSE_MS = 80;

interface Line {
  text: string;
  /** Whether it has grown since it was told. */
  hasGrown: boolean;
  /** Ends the pause; null while there is none. */
  endPause: (() => void) | null;
}

/** Makes a teller that says at most every 80 ms how far a text is, and at once when it is over. */
export function createWritingTeller(clock: Clock): WritingTeller {
  const lines = new Map<string, Line>();
  const listeners = new Set<(state: WritingState) => void>();

  function tell(contact_id: string, address: string, text: string | null): void {
    for (const listener of listeners) listener({ contact_id, address, text });
  }

  function show(contact_id: string, address: string, line: Line): void {
    line.hasGrown = false;
    line.endPause = clock.after(PAUSE_MS, () => {
      line.endPause = null;
      if (line.hasGrown) show(contact_id, address, line);
    });
    tell(contact_id, address, line.text);
  }

  return {
    write(contact_id, address, soFar) {
      const key = `${contact_id} ${address}`;
      const line = lines.get(key) ?? { text: '', hasGrown: false, endPause: null };
      if (soFar === null) {
        line.endPause?.();
        if (lines.delete(key)) tell(contact_id, address, null);
        return;
      }
      lines.set(key, line);
      line.text = soFar;
      if (line.endPause) line.hasGrown = true;
      else show(contact_id, address, line);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
