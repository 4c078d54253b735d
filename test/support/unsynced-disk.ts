import { type Disk, realDisk } from '../../src/main/store/disk';

/**
 * The real disk, but nobody waits until the platter has it: how long that takes is up to the machine, and no test turns
 * its power off. A copy of a folder, which stands for a machine that was, has what was written either way.
 */
export const unsyncedDisk: Disk = {
  ...realDisk,
  open: async (file, how) => ({ ...(await realDisk.open(file, how)), sync: nextTurn }),
  syncDir: nextTurn,
};

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
