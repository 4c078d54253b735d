import type { App } from 'electron';
import type { Log } from './log';
import type { Closing } from './shutdown';

/**
 * Signals that ask a program to end. Once the app is ready Chromium has handlers of its own in their place, which quit it
 * on the first one, and let the second one end it at once; these do the same for the time before.
 */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface QuitOptions {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>;
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly closing: Closing;
  readonly log: Log & { flush(): void };
  /** What the app says to whoever started it once all went well; 0 unless given. */
  readonly exitCode?: () => number;
}

/**
 * Has the app close everything before it ends, whether a person quits it, the last window is closed, or the system asks
 * by a signal. A second signal ends it at once.
 */
export function quitInOrder({ app, process, closing, log, exitCode = () => 0 }: QuitOptions): void {
  let ending = false;
  function end(): void {
    if (ending) return;
    ending = true;
    log.info('Switchboard is closing.');
    void closing.run().then((well) => {
      log.info(well ? 'Switchboard is closed.' : 'Switchboard is closed, but not everything went well.');
      log.flush();
      app.exit(well ? exitCode() : 1);
    });
  }

  // The windows go first, of themselves; a window that hangs must not keep the rest from being closed.
  app.on('before-quit', end);
  app.on('will-quit', (event) => {
    event.preventDefault();
    end();
  });

  let asked = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (asked) {
        log.flush();
        app.exit(1);
        return;
      }
      asked = true;
      app.quit();
    });
  }
}
