import { z } from 'zod';

/** Name of the list of files in a backup, which is written last: a folder without it is no backup. */
export const MANIFEST = 'backup.json';
const FORMAT = 'switchboard-backup/1';

/**
 * What a backup may hold, as paths inside the data folder: what customers and team wrote, and where windows stood. Not the
 * browser's own files, not the logs, and no secrets. A list of files names nothing else, so it can lead nowhere else.
 */
const allowed = [
  /^desk\.json$/,
  /^inbox\/\d{2}\.json$/,
  /^conversations\/[0-9a-f]{2}\/[+\w]{1,64}(\.\d{1,12}-\d{1,16})?\.json$/,
  /^journal\/\d{6,12}\.ndjson$/,
  /^media\/[\w-]{1,120}(\.\w{1,8})?$/,
  /^(window|simulator-window)\.json$/,
] as const;

/** Whether a path is one that a backup may hold. Windows' device names are files of nobody. */
export function isBackupPath(path: string): boolean {
  if (/(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(path)) return false;
  return allowed.some((pattern) => pattern.test(path));
}

const backupFile = z.strictObject({
  path: z.string().refine(isBackupPath),
  bytes: z.int().min(0),
  /** SHA-256 in hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifest = z.object({
  format: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  /** Version of the console that made it. */
  version: z.string().max(40),
  /** Form of its documents. */
  documents: z.int().min(1),
  conversations: z.int().min(0),
  files: z.array(backupFile),
});

export type BackupFile = z.infer<typeof backupFile>;
export type Manifest = z.infer<typeof manifest>;

/** Makes the list of files of a backup. */
export function createManifest(parts: Omit<Manifest, 'format'>): Manifest {
  return { format: FORMAT, ...parts };
}

/** Reads a list of files; null when it is none of ours, is damaged, or names a file twice or no desk at all. */
export function readManifest(text: string): Manifest | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = manifest.safeParse(data);
  if (!parsed.success) return null;
  const paths = new Set(parsed.data.files.map(({ path }) => path.toLowerCase()));
  return paths.size === parsed.data.files.length && paths.has('desk.json') ? parsed.data : null;
}

/** What stands in a backup for people who find it. */
export const BACKUP_README = `This folder is a backup of Switchboard. Leave it as it is: if a file in it is changed or missing, it
cannot be restored any more. To restore it, open Switchboard and choose File, Restore….

It holds messages, contacts, knowledge, settings and media. It holds no passwords, keys or tokens; enter
those again in Settings after restoring on another computer.
`;
