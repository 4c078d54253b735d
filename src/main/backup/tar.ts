/**
 * The headers of a tar file, as POSIX (ustar) has them: the one archive that every system opens and that is copied as it
 * is, file after file. Only plain files; what a backup holds needs nothing else.
 * Source: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */
export const TAR_BLOCK = 512;
/** Most bytes that eleven octal digits can say. */
const MAX_FILE = 8 ** 11 - 1;
const NAME = { at: 0, length: 100 };
const SIZE = { at: 124, length: 12 };
const CHECKSUM = { at: 148, length: 8 };
const KIND = 156;
const MAGIC = 257;
const PREFIX = { at: 345, length: 155 };

/** A file in an archive. */
export interface TarEntry {
  /** With `/`. */
  readonly path: string;
  readonly bytes: number;
}

/** An archive is not one, or was damaged. */
export class TarError extends Error {
  override readonly name = 'TarError';
}

/** Gives how many bytes of nothing follow a file, up to the next whole block. */
export function tarPadding(bytes: number): number {
  return (TAR_BLOCK - (bytes % TAR_BLOCK)) % TAR_BLOCK;
}

/**
 * Gives the block that stands before a file.
 *
 * @param seconds when it was last changed, since 1970
 * @throws TarError when path or size do not fit into it
 */
export function tarHeader({ path, bytes }: TarEntry, seconds: number): Buffer {
  const slash = path.lastIndexOf('/');
  const [folder, name] = slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
  const fits = Buffer.byteLength(name) <= NAME.length && Buffer.byteLength(folder) <= PREFIX.length;
  if (!fits || bytes > MAX_FILE) throw new TarError(`${path} does not fit into an archive.`);
  const block = Buffer.alloc(TAR_BLOCK);
  block.write(name, NAME.at);
  block.write(folder, PREFIX.at);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${octal(bytes, 11)} `, SIZE.at);
  block.write(`${octal(Math.floor(seconds), 11)} `, 136);
  block.write('0', KIND);
  block.write('ustar\x0000', MAGIC, 'latin1');
  block.write(`${octal(checksumOf(block), 6)}\0 `, CHECKSUM.at);
  return block;
}

/**
 * Reads the block that stands before a file; null for the empty one at the end of the archive.
 *
 * @throws TarError when it is something else, or not of a plain file
 */
export function readTarHeader(block: Buffer): TarEntry | null {
  if (block.length === TAR_BLOCK && block.every((byte) => byte === 0)) return null;
  const isTar = block.length === TAR_BLOCK && block.toString('latin1', MAGIC, MAGIC + 5) === 'ustar';
  if (!isTar || numberAt(block, CHECKSUM) !== checksumOf(block)) throw new TarError('This is not the head of a file.');
  if (!['0', '\0'].includes(String.fromCharCode(block[KIND] ?? 0))) throw new TarError('This is not a plain file.');
  const [folder, name] = [textAt(block, PREFIX), textAt(block, NAME)];
  return { path: folder === '' ? name : `${folder}/${name}`, bytes: numberAt(block, SIZE) };
}

interface Field {
  readonly at: number;
  readonly length: number;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function textAt(block: Buffer, { at, length }: Field): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

function numberAt(block: Buffer, field: Field): number {
  const text = textAt(block, field).trim();
  if (!/^[0-7]{1,12}$/.test(text)) throw new TarError('A number in the head of a file cannot be read.');
  return parseInt(text, 8);
}

/** The sum of all bytes, with blanks in the place of the sum itself. */
function checksumOf(block: Buffer): number {
  let sum = 0;
  for (let at = 0; at < block.length; at += 1) {
    const isSum = at >= CHECKSUM.at && at < CHECKSUM.at + CHECKSUM.length;
    sum += isSum ? 0x20 : (block[at] ?? 0);
  }
  return sum;
}
