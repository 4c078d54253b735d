import type { Clock } from '../app/clock';

/** When documents are brought up to date. */
export interface CheckpointLimits {
  /** Quiet for so long, in milliseconds. */
  readonly idleMs: number;
  /** At the latest so long after the first change, in milliseconds. */
  readonly maxAgeMs: number;
  /** Or when the journal has reached this size, in bytes. */
  readonly maxJournalBytes: number;
}

export const defaultCheckpointLimits: CheckpointLimits = {
  idleMs: 2000,
  maxAgeMs: 60_000,
  maxJournalBytes: 64 * 1024 * 1024,
};

/** After a checkpoint that took so long there is a rest of this many times as long, however busy the desk. */
const REST_FACTOR = 4;
/** How long a disk that failed is left alone. */
const RETRY_MS = 5000;

export interface CheckpointScheduleOptions {
  readonly clock: Clock;
  readonly limits: CheckpointLimits;
  /** Does the work. May reject; then it is tried again. */
  readonly run: () => Promise<void>;
  readonly isDue: () => boolean;
  readonly journalBytes: () => number;
  /** Told of a failure, and (null) of the first success after it. */
  readonly onOutcome: (error: unknown) => void;
}

/** Decides when to write a checkpoint: when it is quiet, else before the journal gets old or large. */
export class CheckpointSchedule {
  private cancel: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private isStopped = false;
  private dirtySince = 0;
  private lastCommit = 0;
  private notBefore = 0;
  /** Who holds the documents, if somebody does. */
  private holder: object | null = null;
  private letGo: (() => void)[] = [];

  constructor(private readonly options: CheckpointScheduleOptions) {}

  /** Called at each commit, so it does next to nothing. */
  noteCommit(): void {
    this.lastCommit = this.options.clock.now();
    if (this.cancel || this.running) return;
    this.dirtySince = this.lastCommit;
    this.lookAfter(this.options.limits.idleMs);
  }

  /** Writes one now, after one that is under way and once nobody holds them. @throws Error of the disk */
  async runNow(): Promise<void> {
    while (this.isBusy()) await this.nextChange();
    await this.start();
  }

  /**
   * Writes one now, and then none until the function that it gives is called: the documents stay as they are meanwhile,
   * and what happens is in the journal.
   *
   * @throws Error of the disk
   */
  async hold(): Promise<() => void> {
    while (this.isBusy()) await this.nextChange();
    const mine = {};
    this.holder = mine;
    const release = () => {
      if (this.holder !== mine) return;
      this.holder = null;
      for (const resolve of this.letGo.splice(0)) resolve();
      if (!this.cancel && !this.running && this.options.isDue()) this.lookAfter(this.options.limits.idleMs);
    };
    try {
      await this.start();
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }

  /** No more by itself. Returns once one that was under way has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const resolve of this.letGo.splice(0)) resolve();
    this.cancel?.();
    this.cancel = null;
    await this.running?.catch(() => undefined);
  }

  private lookAfter(ms: number): void {
    if (this.isStopped) return;
    this.cancel = this.options.clock.after(ms, () => {
      this.cancel = null;
      if (this.isStopped || this.running) return;
      if (this.holder === null && this.isTime()) void this.start().catch(() => undefined);
      else this.lookAfter(this.options.limits.idleMs);
    });
  }

  private isTime(): boolean {
    const { clock, limits, journalBytes } = this.options;
    const now = clock.now();
    if (now - this.lastCommit >= limits.idleMs) return true;
    if (now < this.notBefore) return false;
    return now - this.dirtySince >= limits.maxAgeMs || journalBytes() >= limits.maxJournalBytes;
  }

  /** Whoever waits looks again right before starting: others may have waited for the same moment. */
  private isBusy(): boolean {
    return this.running !== null || (this.holder !== null && !this.isStopped);
  }

  private async nextChange(): Promise<void> {
    if (this.running) await this.running.catch(() => undefined);
    else await new Promise<void>((resolve) => this.letGo.push(resolve));
  }

  private start(): Promise<void> {
    this.cancel?.();
    this.cancel = null;
    this.running = this.work().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async work(): Promise<void> {
    const { clock, run, isDue, limits, onOutcome } = this.options;
    const startedAt = clock.now();
    this.dirtySince = startedAt;
    try {
      await run();
      onOutcome(null);
    } catch (error) {
      onOutcome(error);
      this.lookAfter(RETRY_MS);
      throw error;
    }
    const endedAt = clock.now();
    this.notBefore = endedAt + REST_FACTOR * (endedAt - startedAt);
    if (isDue()) this.lookAfter(limits.idleMs);
  }
}
