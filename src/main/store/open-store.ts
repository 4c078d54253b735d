import { assembleStore } from './assemble-store';
import { lockFolder } from './control-socket';
import { codeOf, realDisk } from './disk';
import { describeDiskProblem } from './disk-problem';
import type { FolderStore, OpenStoreOptions } from './folder-store';
import { StoreUnavailableError } from './store';
import { transfer } from './transfer';

/**
 * Opens what a desk remembers: reads desk.json, the inbox and the end of the journal, never the whole history. The
 * folder is this process's alone until the store is closed; others can have it exported and imported meanwhile.
 *
 * @throws FolderInUseError when another process uses the folder
 * @throws NewerDataError when a newer console wrote the folder
 * @throws StoreUnavailableError when the folder cannot be read or written
 */
export async function openStore(options: OpenStoreOptions): Promise<FolderStore> {
  const { dir, disk = realDisk } = options;
  try {
    await disk.makeDir(dir);
    const lock = await lockFolder(dir);
    try {
      const opened = await assembleStore(options, disk, () => lock.release());
      lock.serve((request, onProgress, signal) => transfer(opened, request, { onProgress, signal }));
      return opened;
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    const { message, remedy } = describeDiskProblem(error, 'folder');
    throw new StoreUnavailableError(`The data folder ${dir} cannot be used: ${message} ${remedy}`, { cause: error });
  }
}
