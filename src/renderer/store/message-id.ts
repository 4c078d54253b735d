/**
 * Gives a document id as the main process makes them: 24 hexadecimal digits, four bytes of seconds and eight random
 * ones. The window chooses it, so that a request that is sent again is the same message.
 *
 * @param now milliseconds since 1970
 * @param fill fills the bytes with random ones
 */
export function createMessageId(now: number, fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const seconds = Math.floor(now / 1000) % 0x1_0000_0000;
  const random = Array.from(fill(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0'));
  return seconds.toString(16).padStart(8, '0') + random.join('');
}
