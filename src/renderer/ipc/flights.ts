import type { PublishedEntry, Row } from '../../shared/ipc-contract';

/** What entries brought while a request was on its way. */
export interface Meanwhile {
  readonly entries: readonly PublishedEntry[];
  /** The newest row of each thread that was touched. */
  readonly rows: ReadonlyMap<string, Row>;
}

/** Remembers the entries that are applied while requests are on their way, so that answers can be squared with them. */
export interface Flights {
  note(entry: PublishedEntry): void;
  /** Carries out a request; `meanwhile` tells what was applied since it began. */
  run<T>(request: (meanwhile: () => Meanwhile) => Promise<T>): Promise<T>;
}

/** Makes the memory for one synchronisation; it is empty whenever nothing is on its way. */
export function createFlights(): Flights {
  let recent: PublishedEntry[] = [];
  let flying = 0;
  return {
    note(entry) {
      if (flying > 0) recent.push(entry);
    },
    async run(request) {
      const from = recent.length;
      flying += 1;
      try {
        return await request(() => meanwhileOf(recent.slice(from)));
      } finally {
        flying -= 1;
        if (flying === 0) recent = [];
      }
    },
  };
}

function meanwhileOf(entries: readonly PublishedEntry[]): Meanwhile {
  const rows = new Map<string, Row>();
  for (const entry of entries) for (const row of entry.rows) rows.set(row.thread._id, row);
  return { entries, rows };
}
