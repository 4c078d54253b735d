import type { App } from 'electron';
import type { Log } from './log';
import type { Closing } from './shutdown';

/** Signals that ask a program to end. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface QuitOptions {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>;
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly closing: Closing;
  readonly log: Log & { flush(): void };
}

/**
 * Has the app close everything before it ends, whether a person quits it, the last window is closed, or the system asks
 * by a signal. A second signal ends it at once.
 */
export function quitInOrder({ app, process, closing, log }: QuitOptions): void {
  function end(): void {
    void closing.run().then((well) => {
      log.flush();
      app.exit(well ? 0 : 1);
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
      log.info('Switchboard was asked to end and is closing.');
      app.quit();
    });
  }
}
