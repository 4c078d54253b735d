import type { App } from 'electron';
import { HIDDEN_ARGUMENT } from './login-item';

/**
 * What the app says at its end to a caller that starts it again then (`npm start`, which waits for it and holds the
 * terminal and the display); such a caller sets SWITCHBOARD_RESTARTS. Source of the number: EX_TEMPFAIL, sysexits.h
 */
export const RESTART_CODE = 75;

export interface Restart {
  /** Ends the app in order and has it started again. */
  readonly now: () => void;
  readonly exitCode: () => number;
}

/** Makes the way to start the app again: by its caller where that does so, else by itself. */
export function createRestart(
  app: Pick<App, 'relaunch' | 'quit'>,
  process: { readonly argv: readonly string[]; readonly env: Readonly<Record<string, string | undefined>> },
): Restart {
  let wanted = false;
  const byCaller = process.env.SWITCHBOARD_RESTARTS === '1';
  return {
    now() {
      wanted = true;
      if (!byCaller) app.relaunch({ args: process.argv.slice(1).filter((argument) => argument !== HIDDEN_ARGUMENT) });
      app.quit();
    },
    exitCode: () => (wanted && byCaller ? RESTART_CODE : 0),
  };
}
