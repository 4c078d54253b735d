/** A part of a file; both ends belong to it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header for one range of bytes. Anything else in it (another unit, several ranges, nonsense) is
 * passed over, as the standard has it, and the whole file is given.
 * Source: RFC 9110, section 14.2
 *
 * @param header the header, if there is one
 * @param size length of the file in bytes
 * @param most longest part that is given at once, in bytes
 * @returns null: the whole file
 */
export function readRange(header: string | null, size: number, most: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  const first = match?.[1] ?? '';
  const last = match?.[2] ?? '';
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : cut({ start: size - length, end: size - 1 }, most);
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'unsatisfiable' : cut({ start, end }, most);
}

function cut(range: ByteRange, most: number): ByteRange {
  return { start: range.start, end: Math.min(range.end, range.start + most - 1) };
}
