import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { guardAgainstCrashes } from '../../../src/main/app/crash-guard';
import { createLog } from '../../../src/main/app/log';
import { quitInOrder } from '../../../src/main/app/quit';
import { createClosing } from '../../../src/main/app/shutdown';
import { createManualClock } from '../../support/manual-clock';

function setUp() {
  const clock = createManualClock();
  const log = createLog({ clock, sinks: [] });
  const closing = createClosing({ log, after: (ms, callback) => clock.after(ms, callback) });
  const lines = () => log.recent(100).map((line) => line.text);
  return { clock, log, closing, lines };
}

describe('closing', () => {
  it('goes backwards, one after the other, past what fails', async () => {
    const { closing, clock, lines } = setUp();
    const done: string[] = [];
    closing.add('the store', async () => {
      await Promise.resolve();
      done.push('store');
    });
    closing.add('the server', () => {
      throw new Error('was not open');
    });
    closing.add('the window', async () => {
      await Promise.resolve();
      done.push('window');
    });
    await expect(closing.run()).resolves.toBe(false);
    expect(done).toEqual(['window', 'store']);
    expect(lines()).toEqual(['Closing the server failed.']);
    expect(clock.waiting).toBe(0);
  });

  it('happens once, however often it is asked for', async () => {
    const { closing } = setUp();
    let closed = 0;
    closing.add('it', () => (closed += 1));
    await expect(Promise.all([closing.run(), closing.run()])).resolves.toEqual([true, true]);
    expect(closed).toBe(1);
  });

  it('is cut short when something never ends', async () => {
    const { closing, clock, lines } = setUp();
    closing.add('the network', () => new Promise(() => undefined));
    const closed = closing.run();
    clock.advance(8000);
    await expect(closed).resolves.toBe(false);
    expect(lines().join()).toContain('took too long');
  });
});

class FakeApp extends EventEmitter {
  readonly exits: number[] = [];
  quits = 0;

  quit(): void {
    this.quits += 1;
    this.emit('before-quit');
    this.emit('will-quit', { preventDefault: () => undefined });
  }

  exit(code: number): void {
    this.exits.push(code);
    this.emit('exited');
  }
}

describe('quitting', () => {
  function setUpApp() {
    const parts = setUp();
    const app = new FakeApp();
    const process = new EventEmitter();
    quitInOrder({ app: app as never, process: process as never, closing: parts.closing, log: parts.log });
    const exited = new Promise<void>((resolve) => app.once('exited', resolve));
    return { ...parts, app, process, exited };
  }

  it('ends only when everything is closed, with the code that says how it went', async () => {
    const { app, closing, exited } = setUpApp();
    let finish = (): void => undefined;
    closing.add('the store', () => new Promise<void>((resolve) => (finish = resolve)));
    app.quit();
    await Promise.resolve();
    expect(app.exits).toEqual([]);
    finish();
    await exited;
    expect(app.exits[0]).toBe(0);
  });

  it('says by its code that something went wrong', async () => {
    const { app, closing, exited } = setUpApp();
    closing.add('the store', () => Promise.reject(new Error('no')));
    app.quit();
    await exited;
    expect(app.exits[0]).toBe(1);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('quits on %s, and ends at once on the second one', (signal) => {
    const { app, process, closing } = setUpApp();
    closing.add('the network', () => new Promise(() => undefined));
    process.emit(signal);
    expect(app.quits).toBe(1);
    expect(app.exits).toEqual([]);
    process.emit(signal);
    expect(app.exits).toEqual([1]);
  });
});

describe('the guard against crashes', () => {
  function setUpGuard() {
    const { clock, log, lines } = setUp();
    const process = new EventEmitter();
    const fatal: unknown[] = [];
    const current = { running: true };
    guardAgainstCrashes({
      process: process as never,
      clock,
      log,
      isRunning: () => current.running,
      onFatal: (error) => fatal.push(error),
    });
    return { clock, lines, process, fatal, current };
  }

  it('lets a running desk live through a forgotten error, and logs it', () => {
    const { process, fatal, lines } = setUpGuard();
    process.emit('uncaughtException', new Error('forgotten'));
    process.emit('unhandledRejection', 'just a text');
    expect(fatal).toEqual([]);
    expect(lines()).toHaveLength(2);
  });

  it('ends a desk that cannot come up', () => {
    const { process, fatal, current } = setUpGuard();
    current.running = false;
    const error = new Error('no folder');
    process.emit('uncaughtException', error);
    expect(fatal).toEqual([error]);
  });

  it('ends a desk that fails all the time, but not one that fails now and then', () => {
    const { process, fatal, clock } = setUpGuard();
    for (let count = 0; count < 40; count += 1) {
      process.emit('uncaughtException', new Error('now and then'));
      clock.advance(10_000);
    }
    expect(fatal).toEqual([]);
    for (let count = 0; count < 40; count += 1) process.emit('uncaughtException', new Error('all the time'));
    expect(fatal.length).toBeGreaterThan(0);
  });
});
