import type { Clock } from '../app/clock';
import type { CheckpointLimits } from './checkpoint-schedule';
import type { Disk } from './disk';
import type { ExportSummary, TransferProgress } from './export-data';
import type { ImportSummary } from './import-data';
import type { Store } from './store';
import type { StoreLog } from './store-log';

export interface OpenStoreOptions {
  /** The data folder; made if it is not there. */
  readonly dir: string;
  readonly clock: Clock;
  readonly log: StoreLog;
  /** Default: the file system of the machine. */
  readonly disk?: Disk;
  readonly checkpoint?: Partial<CheckpointLimits>;
  /** How much of conversations is kept in memory, in messages. */
  readonly keptMessages?: number;
  /** How many messages a document of older ones holds. */
  readonly chunkMessages?: number;
  /** Size at which the journal begins a new file, in bytes. */
  readonly segmentBytes?: number;
}

/** A store that is open, with what is particular to keeping it in a folder. */
export interface FolderStore extends Store {
  /** What could not be read back, in sentences for people; grows when a damaged conversation is looked at. */
  readonly losses: readonly string[];
  /** Calls back for each further loss. Gives the function that ends it. */
  onLoss(listener: (loss: string) => void): () => void;
  /** Brings all documents up to date now. @throws Error of the disk */
  checkpoint(): Promise<void>;
  /**
   * Brings all documents up to date and leaves them as they are until the function that it gives is called.
   *
   * @throws Error of the disk
   */
  holdDocuments(): Promise<() => void>;
  /** Writes everything to a file, as JSON. @throws Error with a sentence for people */
  exportTo(file: string, progress?: TransferProgress): Promise<ExportSummary>;
  /** Takes in what stands in a file. @throws ImportRefusedError when something in it is not right; then nothing is taken */
  importFrom(file: string, progress?: TransferProgress): Promise<ImportSummary>;
}
