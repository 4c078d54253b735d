import { type Change, conversationOf } from '../../shared/changes';
import type { ConversationFiles } from './conversation-files';
import { ConversationState } from './conversation-state';
import { describeDiskProblem, toUnavailable } from './disk-problem';
import { DirtySince } from './shards';
import type { Conversation } from './store';
import type { Undo } from './undo';

/** How many conversations are read at the same time where all are gone through. */
const READ_AHEAD = 8;
/** How many clean conversations are looked at in one search for some to let go. */
const LOOKED_AT = 64;

interface PendingChange {
  readonly seq: number;
  readonly change: Change;
}

interface Loaded {
  readonly state: ConversationState;
  /** While it is more than 0 it stays in memory. */
  pins: number;
  weight: number;
}

export interface ConversationsOptions {
  readonly files: ConversationFiles;
  /** How much is kept in memory, in messages. What still has to be written stays beyond that. */
  readonly limit: number;
  /** How many messages a document of older ones holds. */
  readonly chunkMessages?: number;
  /** The newest change that was known when the store was opened. */
  readonly openedAt: () => number;
  readonly seq: () => number;
  readonly onLoss: (loss: string) => void;
}

/**
 * The conversations: those in memory, and for the others what has happened since their documents were
 * written. A change to one that is not in memory waits until somebody looks at it or it is written.
 */
export class Conversations {
  readonly dirty = new DirtySince<string>();
  /** In order of use, the longest unused first. */
  private readonly loaded = new Map<string, Loaded>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly pending = new Map<string, PendingChange[]>();
  /** How often each conversation was written since the store was opened. */
  private readonly writes = new Map<string, number>();
  private weight = 0;
  private willEvict = false;

  constructor(private readonly options: ConversationsOptions) {}

  /**
   * Applies one change of an entry, if it belongs to a conversation.
   *
   * @param undo takes what brings back the state as it was, to be called in reverse order
   */
  apply(change: Change, seq: number, undo?: Undo): void {
    const address = conversationOf(change);
    if (address === null) return;
    this.dirty.mark(address, seq);
    const loaded = this.loaded.get(address);
    if (loaded) {
      loaded.state.apply(change, undo);
      return;
    }
    let waiting = this.pending.get(address);
    if (!waiting) this.pending.set(address, (waiting = []));
    waiting.push({ seq, change });
    undo?.push(() => waiting.pop());
  }

  /** Gives a conversation as it is now, if it is in memory. */
  peek(address: string): ConversationState | undefined {
    const loaded = this.loaded.get(address);
    if (!loaded) return undefined;
    this.loaded.delete(address);
    this.loaded.set(address, loaded);
    return loaded.state;
  }

  /**
   * Gives a conversation, read from its documents if need be.
   *
   * @throws StoreUnavailableError when the disk does not give them
   */
  async load(address: string): Promise<ConversationState> {
    for (;;) {
      const state = this.peek(address);
      if (state) return state;
      let loading = this.loading.get(address);
      if (!loading) {
        loading = this.read(address).finally(() => this.loading.delete(address));
        this.loading.set(address, loading);
      }
      await loading;
    }
  }

  /**
   * Gives conversations one after the other, each as it is at the moment when it is given. Those that were not in memory
   * are let go again, and other work has its turn in between.
   *
   * @throws StoreUnavailableError (while going on) when the disk does not give one
   */
  async *each(addresses: readonly string[]): AsyncGenerator<ConversationState> {
    const passing = new Set<string>();
    for (const [at, address] of addresses.entries()) {
      for (const next of addresses.slice(at === 0 ? 0 : at + READ_AHEAD - 1, at + READ_AHEAD)) {
        if (this.loaded.has(next)) continue;
        passing.add(next);
        // Whoever comes to it meets the error, if there still is one.
        this.load(next).catch(() => undefined);
      }
      yield this.loaded.get(address)?.state ?? (await this.load(address));
      if (passing.delete(address)) this.letGo(address);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /**
   * Gives conversations as they all are at the moment of return, without keeping them in memory: for going through
   * everything once.
   */
  async view(addresses: readonly string[]): Promise<readonly Conversation[]> {
    const views = new Map<string, { readonly state: ConversationState; readonly writes: number }>();
    for (;;) {
      const missing = addresses.filter((address) => {
        if (this.loaded.has(address)) return false;
        const view = views.get(address);
        return !view || this.pending.has(address) || view.writes !== (this.writes.get(address) ?? 0);
      });
      if (missing.length === 0) break;
      for (const address of missing) {
        const writes = this.writes.get(address) ?? 0;
        const stored = this.pending.has(address) ? null : await this.options.files.read(address, false);
        // What waits for it, and what is damaged, only loading can put right.
        if (!stored || stored.losses.length > 0 || this.pending.has(address)) await this.load(address);
        else views.set(address, { state: new ConversationState(address, stored), writes });
      }
    }
    return addresses.flatMap((address) => this.loaded.get(address)?.state ?? views.get(address)?.state ?? []);
  }

  /** Gives a conversation that stays in memory until `unpin` is called. */
  async hold(address: string): Promise<{ readonly state: ConversationState; readonly unpin: () => void }> {
    for (;;) {
      const state = await this.load(address);
      const loaded = this.loaded.get(address);
      // It could have been let go while this was waiting for its turn.
      if (loaded?.state !== state) continue;
      loaded.pins += 1;
      return { state, unpin: () => void (loaded.pins -= 1) };
    }
  }

  /** Notes that the documents of a conversation were written. */
  noteWritten(address: string): void {
    this.writes.set(address, (this.writes.get(address) ?? 0) + 1);
    const loaded = this.loaded.get(address);
    if (!loaded) return;
    const { weight } = loaded.state;
    this.weight += weight - loaded.weight;
    loaded.weight = weight;
  }

  /** Lets conversations go that nobody has used for long, as many as it takes. */
  evict(lookedAt = LOOKED_AT): void {
    if (this.weight <= this.options.limit) return;
    let left = lookedAt;
    for (const address of this.loaded.keys()) {
      if (this.weight <= this.options.limit || left-- <= 0) return;
      this.letGo(address);
    }
  }

  /** Forgets a conversation that can be read again as it is. */
  private letGo(address: string): void {
    const loaded = this.loaded.get(address);
    if (!loaded || loaded.pins > 0 || this.dirty.get(address) !== undefined) return;
    this.loaded.delete(address);
    this.weight -= loaded.weight;
  }

  /** Addresses of all conversations that are in memory or lack something on disk. */
  known(): Set<string> {
    return new Set([...this.loaded.keys(), ...this.pending.keys()]);
  }

  private async read(address: string): Promise<void> {
    const { files, openedAt, onLoss } = this.options;
    const stored = await files.read(address).catch((error: unknown) => {
      throw toUnavailable(describeDiskProblem(error, 'conversation'), error);
    });
    const state = new ConversationState(address, stored, this.options.chunkMessages);
    // A document can be newer than a journal that lost its end; what is new here is counted on from there.
    const upTo = this.writes.has(address) ? stored.seq : Math.min(stored.seq, openedAt());
    const waiting = this.pending.get(address) ?? [];
    this.pending.delete(address);
    let lacks: number | undefined;
    for (const { seq, change } of waiting) {
      if (seq <= upTo && !stored.isRebuilt) continue;
      state.apply(change, undefined, seq <= upTo);
      lacks ??= seq;
    }
    this.dirty.clear(address);
    if (stored.losses.length > 0 || upTo < stored.seq) lacks ??= this.options.seq();
    if (lacks !== undefined) this.dirty.mark(address, lacks);
    const { weight } = state;
    this.loaded.set(address, { state, pins: 0, weight });
    this.weight += weight;
    for (const loss of stored.losses) onLoss(loss);
    this.evictSoon();
  }

  /** Later, so that those who waited for a conversation have looked at it before it can be let go. */
  private evictSoon(): void {
    if (this.willEvict || this.weight <= this.options.limit) return;
    this.willEvict = true;
    setImmediate(() => {
      this.willEvict = false;
      this.evict();
    });
  }
}
