import { access, copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clipboard, Dialog } from 'electron';
import { Problem } from '../ipc/problem';
import { describeDiskProblem } from '../store/disk-problem';
import { writePieces } from './write-pieces';

export interface DesktopOptions {
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  /** The data folder's `media/`. */
  readonly mediaDir: string;
  /** Where files are proposed to be saved. */
  readonly downloads: string;
}

/** What the operator's window asks of the desktop. */
export interface Desktop {
  /** Asks for files; gives their paths. */
  chooseFiles(): Promise<readonly string[]>;
  /** Asks for a file of questions and answers; null when the person changed their mind. */
  chooseKnowledgeFile(): Promise<string | null>;
  copyText(text: string): void;
  /**
   * Saves a media file where the person says; gives the path, or null when they changed their mind.
   *
   * @throws Problem when it is not there any more, or cannot be written there
   */
  saveMedia(file: string): Promise<string | null>;
  /** Saves a document as JSON likewise. */
  saveJson(name: string, content: unknown): Promise<string | null>;
  /** Saves a text likewise, piece by piece. @throws Problem when it cannot be written, and what the pieces throw */
  saveText(name: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<string | null>;
}

/** Makes the part that speaks with clipboard and file dialogs. */
export function createDesktop(options: DesktopOptions): Desktop {
  async function ask(name: string): Promise<string | null> {
    const { canceled, filePath } = await options.dialog.showSaveDialog({
      defaultPath: path.join(options.downloads, name),
    });
    return canceled || !filePath ? null : filePath;
  }

  return {
    async chooseFiles() {
      const { canceled, filePaths } = await options.dialog.showOpenDialog({
        title: 'Attach files',
        properties: ['openFile', 'multiSelections'],
      });
      return canceled ? [] : filePaths;
    },
    async chooseKnowledgeFile() {
      const { canceled, filePaths } = await options.dialog.showOpenDialog({
        title: 'Import questions and answers',
        buttonLabel: 'Look at it',
        filters: [
          { name: 'Table or Markdown', extensions: ['csv', 'tsv', 'txt', 'md', 'markdown'] },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    copyText: (text) => void options.clipboard.writeText(text),
    async saveMedia(file) {
      const name = path.basename(file);
      const target = await ask(name);
      if (target !== null) await copyTo(path.join(options.mediaDir, name), target);
      return target;
    },
    async saveJson(name, content) {
      const target = await ask(name);
      if (target !== null) await writePieces(target, [`${JSON.stringify(content, null, 2)}\n`]);
      return target;
    },
    async saveText(name, pieces) {
      const target = await ask(name);
      if (target !== null) await writePieces(target, pieces);
      return target;
    },
  };
}

async function copyTo(file: string, target: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) throw new Problem('not-found', 'This file is not in the data folder any more.');
  try {
    await copyFile(file, target);
  } catch (error) {
    const { message, remedy } = describeDiskProblem(error, 'file');
    throw new Problem('unavailable', message, remedy);
  }
}
