import { z } from 'zod';

/**
 * A backup is a tar file: first what it is, then a word to people, then the files of the data folder, then the list of
 * them, without which it is not whole.
 */
export const ABOUT = 'backup.json';
export const BACKUP_README_FILE = 'README.txt';
export const LIST = 'files.json';
export const BACKUP_ENDING = 'tar';
const FORMAT = 'switchboard-backup/1';

/**
 * What a backup may hold, as paths inside the data folder: what customers and team wrote, and where windows stood. Not the
 * browser's own files, not the logs, and no secrets. Nothing else is ever written by a restore, so it can lead nowhere else.
 */
const allowed = [
  /^desk\.json$/,
  /^inbox\/\d{2}\.json$/,
  /^conversations\/[0-9a-f]{2}\/[+\w]{1,48}(\.\d{1,12}-\d{1,16})?\.json$/,
  /^journal\/\d{6,12}\.ndjson$/,
  /^media\/[\w-]{1,80}(\.\w{1,8})?$/,
  /^(window|simulator-window)\.json$/,
] as const;

/** Whether a path is one that a backup may hold. Windows' device names are files of nobody. */
export function isBackupPath(path: string): boolean {
  if (/(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(path)) return false;
  return allowed.some((pattern) => pattern.test(path));
}

const about = z.object({
  format: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  /** Version of the console that made it. */
  version: z.string().max(40),
  /** Form of its documents. */
  documents: z.int().min(1),
  conversations: z.int().min(0),
});
/** What a backup says of itself. */
export type BackupAbout = z.infer<typeof about>;

const list = z.object({
  files: z.array(
    z.strictObject({
      path: z.string().refine(isBackupPath),
      bytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type ListedInBackup = z.infer<typeof list>['files'][number];

export function writeAbout(parts: Omit<BackupAbout, 'format'>): string {
  return `${JSON.stringify({ format: FORMAT, ...parts }, null, 1)}\n`;
}

/** Reads what a backup says of itself; null when it is none of ours. */
export function readAbout(text: string): BackupAbout | null {
  return about.safeParse(parseJson(text)).data ?? null;
}

export function writeList(files: readonly ListedInBackup[]): string {
  return `${JSON.stringify({ files }, null, 1)}\n`;
}

/** Reads the list of files; null when it is damaged, names a file twice, or no desk at all. */
export function readList(text: string): readonly ListedInBackup[] | null {
  const files = list.safeParse(parseJson(text)).data?.files ?? [];
  const paths = new Set(files.map(({ path }) => path.toLowerCase()));
  return paths.size === files.length && paths.has('desk.json') ? files : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** What stands in a backup for people who look into it. */
export const BACKUP_README = `This file is a backup of Switchboard. To restore it, open Switchboard and choose File, Restore….
If anything in it is changed it cannot be restored any more.

It holds messages, contacts, knowledge, settings and media, as they lie in Switchboard's data folder. It holds
no passwords, keys or tokens; enter those again in Settings after restoring on another computer.
`;
