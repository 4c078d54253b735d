import type { ActivityLine } from '../../shared/ipc-contract';

/** How many lines the window keeps, as many as the main process. */
const KEPT = 2000;

/**
 * Puts newer lines after older ones. A line may come both by itself and in an answer, so where the newer ones
 * begin with lines that the older ones already have, these are taken once.
 */
export function joinActivity(older: readonly ActivityLine[], newer: readonly ActivityLine[]): readonly ActivityLine[] {
  const first = newer[0];
  if (!first) return older;
  for (let at = 0; at < older.length; at += 1) {
    if (!isSame(first, older[at])) continue;
    const known = older.length - at;
    const overlaps = newer.slice(0, known).every((line, i) => isSame(line, older[at + i]));
    if (overlaps) return [...older, ...newer.slice(known)].slice(-KEPT);
  }
  return [...older, ...newer].slice(-KEPT);
}

function isSame(a: ActivityLine, b: ActivityLine | undefined): boolean {
  return b?.at === a.at && a.text === b.text && a.contact_id === b.contact_id;
}
