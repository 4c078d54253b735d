import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { lookup } from 'mime-types';
import { sizeWords, typeOfLink, type CheckedFile } from '../../shared/attachment-rules';
import type { Attachment, AttachmentRef, StagedFile } from '../../shared/contract/composer-contract';
import type { MediaItem } from '../../shared/domain';
import { MAX_FILE_BYTES } from '../../shared/message-limit';
import type { Clock, NewId } from '../app/clock';
import { Problem, toRequestProblem } from '../ipc/problem';
import { mediaTypeOf } from '../twilio/media-type';

/** What was put by and never sent is forgotten after so many days. */
const KEPT_DAYS = 30;
/** Names of files that were put by; a message's own begin with its id. */
const STAGED = /^s([0-9a-f]{24})-0\.([0-9a-z]{2,4})$/;

export interface AttachmentParts {
  /** The data folder's `media/`; made when it is not there. */
  readonly folder: string;
  readonly clock: Clock;
  readonly newId: NewId;
}

type FileRef = Extract<AttachmentRef, { kind: 'file' }>;

/** Files on their way into a message: put by when chosen, given to the message when it is sent. */
export interface Attachments {
  /** Puts a file by under a name of our own. @throws Problem when it is empty or larger than anything carries */
  stage(name: string, bytes: Uint8Array): Promise<StagedFile>;
  /** The same with files of this machine; gives a sentence for each that could not be taken. */
  stageFiles(paths: readonly string[]): Promise<{ readonly files: StagedFile[]; readonly problems: string[] }>;
  remove(staged: string): Promise<void>;
  /** Tells what was put by. @throws Problem when a file is not there any more */
  describe(refs: readonly AttachmentRef[]): Promise<CheckedFile[]>;
  /**
   * Gives a message its own copies of what was put by, whole on the disk before this resolves.
   *
   * @throws Problem when a file is not there any more
   */
  claim(messageId: string, refs: readonly AttachmentRef[]): Promise<readonly MediaItem[]>;
  /** Forgets what was put by for a message that has its own copies now. */
  release(refs: readonly AttachmentRef[]): Promise<void>;
  /** Puts the files of a message that was taken back by again. */
  giveBack(media: readonly MediaItem[]): Promise<readonly Attachment[]>;
  /** Forgets what was put by long ago and never sent. */
  tidy(): Promise<void>;
}

/** Makes the part that keeps files for sending. What a file is is told by its content, never by its name alone. */
export function createAttachments({ folder, clock, newId }: AttachmentParts): Attachments {
  const at = (file: string) => path.join(folder, path.basename(file));

  async function stage(name: string, bytes: Uint8Array): Promise<StagedFile> {
    if (bytes.length === 0) throw new Problem('refused', `“${name}” is empty.`);
    if (bytes.length > MAX_FILE_BYTES) throw tooLarge(name, bytes.length);
    await mkdir(folder, { recursive: true });
    const id = `s${newId()}-0`;
    const partial = at(`${id}.part`);
    try {
      await writeWhole(partial, bytes);
      const { contentType, extension } = await mediaTypeOf(partial, lookup(name) || '');
      const file = `${id}.${extension}`;
      await copyWhole(partial, at(file));
      return { file, name, contentType, bytes: bytes.length };
    } finally {
      await rm(partial, { force: true });
    }
  }

  return {
    stage,
    async stageFiles(paths) {
      const files: StagedFile[] = [];
      const problems: string[] = [];
      for (const file of paths) {
        const name = path.basename(file);
        try {
          const { size } = await stat(file);
          if (size > MAX_FILE_BYTES) throw tooLarge(name, size);
          files.push(await stage(name, await readFile(file)));
        } catch (error) {
          problems.push(toRequestProblem(error)?.message ?? `“${name}” could not be read.`);
        }
      }
      return { files, problems };
    },
    async remove(staged) {
      if (STAGED.test(staged)) await rm(at(staged), { force: true });
    },
    async describe(refs) {
      const described: CheckedFile[] = [];
      for (const ref of refs) {
        if (ref.kind === 'link') described.push({ name: ref.url, contentType: typeOfLink(ref.url), bytes: null });
        else described.push({ name: ref.name, ...(await look(ref)) });
      }
      return described;
    },
    async claim(messageId, refs) {
      const items: MediaItem[] = [];
      for (const [index, ref] of refs.entries()) items.push(await claimOne(messageId, index, ref));
      return items;
    },
    async release(refs) {
      for (const ref of refs) if (ref.kind === 'file') await rm(at(ref.file), { force: true });
    },
    async giveBack(media) {
      const given: Attachment[] = [];
      for (const item of media) given.push(...(await giveBackOne(item)));
      return given;
    },
    async tidy() {
      const oldest = clock.now() - KEPT_DAYS * 86_400_000;
      for (const file of await readdir(folder).catch(() => [])) {
        const madeAt = Number.parseInt(STAGED.exec(file)?.[1]?.slice(0, 8) ?? '', 16) * 1000;
        if (madeAt < oldest) await rm(at(file), { force: true });
      }
    },
  };

  async function claimOne(messageId: string, index: number, ref: AttachmentRef): Promise<MediaItem> {
    const nothing = { index, file: null, bytes: null, problem: null };
    if (ref.kind === 'link') return { ...nothing, contentType: typeOfLink(ref.url), url: ref.url };
    const described = await look(ref);
    const file = `${messageId}-${index}.${STAGED.exec(ref.file)?.[2] ?? 'bin'}`;
    await copyWhole(at(ref.file), at(file));
    return { ...nothing, ...described, file, name: ref.name };
  }

  async function look({ file, name }: FileRef): Promise<Pick<MediaItem, 'contentType'> & { readonly bytes: number }> {
    const bytes = await sizeOf(at(file));
    if (bytes === null) throw new Problem('not-found', `“${name}” is not there any more.`, 'Attach the file again.');
    const { contentType } = await mediaTypeOf(at(file), lookup(file) || '');
    return { contentType, bytes };
  }

  async function giveBackOne(item: MediaItem): Promise<Attachment[]> {
    const { file, url, contentType } = item;
    if (url !== undefined) return [{ kind: 'link', url, contentType }];
    if (file === null) return [];
    const staged = `s${newId()}-0${path.extname(file)}`;
    const size = await sizeOf(at(file));
    if (size === null) return [];
    // The message is gone already: a file that is gone too must not take its words along.
    const isMoved = await rename(at(file), at(staged)).then(
      () => true,
      () => false,
    );
    if (!isMoved) return [];
    return [{ kind: 'file', file: staged, name: item.name ?? file, contentType, bytes: size }];
  }
}

async function sizeOf(file: string): Promise<number | null> {
  const stats = await stat(file).catch(() => null);
  return stats?.isFile() ? stats.size : null;
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Copies a file so that under its new name it is whole on the disk or not there at all. */
async function copyWhole(from: string, to: string): Promise<void> {
  const partial = `${to}.part`;
  await copyFile(from, partial);
  const handle = await open(partial, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(partial, to);
}

function tooLarge(name: string, bytes: number): Problem {
  return new Problem('refused', `“${name}” has ${sizeWords(bytes)}; no channel carries more than 16 MB.`);
}
