/** Where time and identity come from. Handed to every part, so that tests decide both. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; gives the function that cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** Gives a new document id: 24 hexadecimal digits that sort by time, like MongoDB's ObjectId. */
export type NewId = () => string;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** The time of a clock as ISO 8601 in UTC, as documents keep it. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/**
 * Makes a source of document ids: four bytes of seconds, five random bytes for this run, three of a counter.
 * Source: https://www.mongodb.com/docs/manual/reference/bson-types/#objectid
 *
 * @param random gives so many random bytes
 */
export function createIds(clock: Clock, random: (bytes: number) => Uint8Array): NewId {
  const run = hex(random(5));
  let count = random(3).reduce((sum, byte) => sum * 256 + byte, 0);
  return () => {
    count = (count + 1) % 0x1000000;
    const seconds = Math.floor(clock.now() / 1000) % 0x100000000;
    return seconds.toString(16).padStart(8, '0') + run + count.toString(16).padStart(6, '0');
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
