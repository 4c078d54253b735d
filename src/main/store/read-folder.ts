import path from 'node:path';
import type { ConversationFiles } from './conversation-files';
import { writeDataReadme } from './data-readme';
import type { Disk } from './disk';
import type { Inbox } from './inbox';
import type { ReadInbox } from './inbox-documents';
import { DESK, SHARDS } from './shards';

/** Makes the folders and says whether nothing has been kept here yet. */
export async function prepareFolder(disk: Disk, dir: string): Promise<boolean> {
  let isNew = !(await disk.list(dir)).includes('desk.json');
  for (const name of ['inbox', 'journal', 'conversations']) {
    await disk.makeDir(path.join(dir, name));
    isNew &&= (await disk.list(path.join(dir, name))).length === 0;
  }
  await writeDataReadme(disk, dir);
  await disk.syncDir(dir);
  return isNew;
}

/** Gives the newest change that any conversation's document knows of. */
export async function newestOf(files: ConversationFiles): Promise<number> {
  let newest = 0;
  for await (const { seq } of files.others(new Set())) newest = Math.max(newest, seq);
  return newest;
}

/** Takes what was read into memory. Gives, for each shard and DESK, the change that it is true up to. */
export function fillInbox(inbox: Inbox, read: ReadInbox): number[] {
  const upTo = new Array<number>(SHARDS + 1).fill(0);
  for (const { shard, document } of [...read.shards].sort((a, b) => a.document.seq - b.document.seq)) {
    upTo[shard] = document.seq;
    inbox.fillShard(shard, document, document.seq);
  }
  if (read.desk) {
    upTo[DESK] = read.desk.seq;
    inbox.fillDesk(read.desk);
  }
  return upTo;
}
