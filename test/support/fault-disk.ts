import path from 'node:path';
import type { Disk, OpenFile } from '../../src/main/store/disk';
import { unsyncedDisk } from './unsynced-disk';

/** An operation on the disk, before it happens. */
export interface DiskOperation {
  readonly kind:
    'open' | 'write' | 'sync' | 'truncate' | 'close' | 'rename' | 'copy' | 'remove' | 'syncDir' | 'makeDir';
  /** File or folder, from the data folder on, with forward slashes. */
  readonly file: string;
}

/**
 * A disk of files, with a say before each operation: return to let it happen, throw for it to fail, wait for it to
 * hang. A write that fails has written half.
 */
export class FaultDisk implements Disk {
  before: (operation: DiskOperation) => Promise<void> | void = () => undefined;
  readonly operations: DiskOperation[] = [];

  constructor(private readonly dir: string) {}

  async open(file: string, how: 'create' | 'replace' | 'change'): Promise<OpenFile> {
    await this.ask('open', file);
    const open = await unsyncedDisk.open(file, how);
    return {
      write: async (data, position) => {
        try {
          await this.ask('write', file);
        } catch (error) {
          await open.write(data.subarray(0, data.length >> 1), position);
          throw error;
        }
        await open.write(data, position);
      },
      sync: async () => {
        await this.ask('sync', file);
        await open.sync();
      },
      truncate: async (length) => {
        await this.ask('truncate', file);
        await open.truncate(length);
      },
      close: () => open.close(),
    };
  }

  read = unsyncedDisk.read;
  list = unsyncedDisk.list;

  async rename(from: string, to: string): Promise<void> {
    await this.ask('rename', to);
    await unsyncedDisk.rename(from, to);
  }

  async copy(from: string, to: string): Promise<void> {
    await this.ask('copy', to);
    await unsyncedDisk.copy(from, to);
  }

  async remove(file: string): Promise<void> {
    await this.ask('remove', file);
    await unsyncedDisk.remove(file);
  }

  async makeDir(dir: string): Promise<void> {
    await this.ask('makeDir', dir);
    await unsyncedDisk.makeDir(dir);
  }

  async syncDir(dir: string): Promise<void> {
    await this.ask('syncDir', dir);
    await unsyncedDisk.syncDir(dir);
  }

  private async ask(kind: DiskOperation['kind'], file: string): Promise<void> {
    const operation = { kind, file: path.relative(this.dir, file).replaceAll(path.sep, '/') };
    this.operations.push(operation);
    await this.before(operation);
  }
}

/** An error as Node gives it. */
export function diskError(code: 'ENOSPC' | 'EIO' | 'EROFS' | 'EACCES'): Error {
  return Object.assign(new Error(`${code}: made for a test`), { code });
}
