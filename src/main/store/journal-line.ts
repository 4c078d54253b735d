import type { Change, Entry } from '../../shared/changes';

/**
 * A line of the journal: `{"seq":7,"changes":[…],"crc":"0f3a9c21"}`, one JSON object. The sum covers the text
 * before `,"crc"`, so that a flipped bit is noticed even where the line is still JSON.
 */
const SUM_START = ',"crc":"';
const TAIL_LENGTH = SUM_START.length + 8 + '"}'.length;

/** Gives the line of an entry, with its line end. @throws TypeError for what JSON cannot say (a cycle, a BigInt) */
export function toLine(seq: number, changes: readonly Change[]): string {
  const body = `{"seq":${seq},"changes":${JSON.stringify(changes)}`;
  return `${body}${SUM_START}${crc32(body)}"}\n`;
}

/** Gives the entry of a line (without its line end), or null for a line that is not whole and right. */
export function parseLine(line: string): Entry | null {
  const body = line.slice(0, -TAIL_LENGTH);
  if (line.slice(-TAIL_LENGTH) !== `${SUM_START}${crc32(body)}"}`) return null;
  try {
    const { seq, changes } = JSON.parse(line) as Entry;
    return Number.isSafeInteger(seq) && Array.isArray(changes) ? { seq, changes } : null;
  } catch {
    return null;
  }
}

/** CRC-32 (IEEE 802.3, reflected) over both bytes of each UTF-16 unit, as eight hexadecimal digits. */
function crc32(text: string): string {
  let crc = -1;
  for (let at = 0; at < text.length; at++) {
    const both = crc ^ text.charCodeAt(at);
    crc = (ofFirst[both & 0xff] ?? 0) ^ (ofSecond[(both >>> 8) & 0xff] ?? 0) ^ (crc >>> 16);
  }
  return ((crc ^ -1) >>> 0).toString(16).padStart(8, '0');
}

/** What the second byte of a unit adds to the sum. */
const ofSecond = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** What the first byte adds, once the second has followed: both at once cost half of one after the other. */
const ofFirst = ofSecond.map((value) => (ofSecond[value & 0xff] ?? 0) ^ (value >>> 8));
