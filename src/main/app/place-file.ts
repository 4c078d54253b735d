import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Reads a small JSON file; null when there is none or it cannot be read. */
export function readPlaceFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}

/**
 * Writes a small JSON file whole or not at all. It holds a convenience only, so it is not synced to the disk.
 *
 * @throws Error of the file system
 */
export function writePlaceFile(file: string, value: unknown): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, `${JSON.stringify(value)}\n`);
  renameSync(fresh, file);
}
