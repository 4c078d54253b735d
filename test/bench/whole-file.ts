import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { Message } from '../../src/shared/domain';

/** lowdb as its own guide has one use it: everything in one file. */
export interface WholeFile {
  /** Adds a message and writes the file. It is not synced to the disk. */
  add(message: Message): Promise<void>;
}

/** Makes a file with so many messages. */
export async function openWholeFile(file: string, count: number, message: (n: number) => Message): Promise<WholeFile> {
  const low = new Low<{ messages: Message[] }>(new JSONFile(file), {
    messages: Array.from({ length: count }, (_, n) => message(n)),
  });
  await low.write();
  return {
    add: (added) => low.update(({ messages }) => void messages.push(added)),
  };
}
