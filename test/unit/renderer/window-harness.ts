import { expect } from 'vitest';
import { startSync, type Sync } from '../../../src/renderer/ipc/sync-from-main';
import { emptyDesk, type DeskState } from '../../../src/renderer/store/desk-state';
import type { DeskBridge } from '../../../src/shared/ipc-contract';
import type { View } from '../../../src/shared/views';
import type { FakeDesk } from '../../support/fake-desk';

/** The window's side without a page: a synchronisation with a state, frames and timers in the test's hand. */
export class HeadlessWindow {
  state: DeskState;
  sync: Sync;
  readonly shownThreads: string[] = [];
  #frames: (() => void)[] = [];
  #timers: { readonly ms: number; readonly callback: () => void }[] = [];

  constructor(
    private readonly bridge: DeskBridge,
    private view: View = 'all',
  ) {
    this.state = emptyDesk(view);
    this.sync = this.#start();
  }

  /** What Ctrl+R does: the page begins from nothing, with the thread that was open. */
  reload(): void {
    const open = this.state.thread?.contactId ?? null;
    this.sync.stop();
    this.#frames = [];
    this.#timers = [];
    this.state = emptyDesk(this.view);
    this.sync = this.#start();
    this.sync.openThread(open);
  }

  showView(view: View): void {
    this.view = view;
    this.sync.showView(view);
  }

  /** Draws the next frame. */
  frame(): void {
    for (const callback of this.#frames.splice(0)) callback();
  }

  /** Lets every timer of at most so many milliseconds ring. */
  ring(most: number): void {
    const due = this.#timers.filter(({ ms }) => ms <= most);
    this.#timers = this.#timers.filter(({ ms }) => ms > most);
    for (const { callback } of due) callback();
  }

  #start(): Sync {
    return startSync({
      bridge: this.bridge,
      view: this.view,
      show: (state) => {
        this.state = state;
      },
      read: () => this.state,
      onFrame: (callback) => this.#frames.push(callback),
      after: (ms, callback) => {
        const timer = { ms, callback };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
      onShowThread: (id) => this.shownThreads.push(id),
      onCommand: () => undefined,
    });
  }
}

/** Lets every promise that can settle do so. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Expects the window to show what a fresh one would, as far as it has loaded. */
export function expectTrue(window: HeadlessWindow, desk: FakeDesk): void {
  const { facts, list, rows, thread, problem } = window.state;
  expect(problem).toBeNull();
  expect(facts?.counts).toEqual(desk.counts());
  expect(facts?.ai).toEqual(desk.ai);
  const all = desk.page(list.view, null, Infinity).rows;
  expect(list.ids).toEqual(all.slice(0, list.ids.length).map((row) => row.thread._id));
  expect(list.more || list.ids.length === all.length).toBe(true);
  for (const row of all.slice(0, list.ids.length)) {
    expect(rows.get(row.thread._id)).toEqual(row);
  }
  if (!thread) return;
  const open = desk.open(thread.contactId, thread.messages.length);
  const { messages, sessions, addresses, more } = thread;
  expect(messages).toEqual(messages.length > 0 ? open?.messages : []);
  expect(more || open?.messages.length === desk.open(thread.contactId, 10_000)?.messages.length).toBe(true);
  expect(sessions).toEqual(open?.sessions);
  expect(addresses).toEqual(open?.addresses);
  expect(rows.get(thread.contactId)).toEqual(desk.row(thread.contactId));
}
