import { dialog, type BrowserWindow } from 'electron';
import type { Clock } from './clock';
import type { Log } from './log';

/** A page that ends this often within this time is not loaded again by itself: it would only end again. */
const MOST_RELOADS = 3;
const RELOADS_WITHIN_MS = 60_000;

export interface WatchPageOptions {
  readonly window: BrowserWindow;
  /** What people call the window. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Brings a page back that has ended by itself, and asks what to do about one that does not answer. The desk goes on
 * meanwhile: all state is kept here, not in the page.
 */
export function watchPage({ window, name, clock, log }: WatchPageOptions): void {
  let reloads: number[] = [];

  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    reloads = [...reloads.filter((at) => clock.now() - at < RELOADS_WITHIN_MS), clock.now()];
    const detail = { reason: details.reason, exitCode: details.exitCode };
    if (reloads.length <= MOST_RELOADS) {
      log.warn(`The window “${name}” had stopped working and was opened anew. Nothing was lost.`, { detail });
      window.webContents.reload();
      return;
    }
    log.error(`The window “${name}” keeps stopping. Messages are still received and answered.`, { detail });
    void offer(window, {
      message: `The window “${name}” keeps stopping.`,
      detail: 'Messages are still received and answered. The log file in the data folder says more.',
      buttons: ['Open it anew', 'Leave it'],
    }).then((anew) => {
      if (anew) window.webContents.reload();
    });
  });

  let asking = false;
  window.on('unresponsive', () => {
    log.warn(`The window “${name}” does not answer. Messages are still received and answered.`);
    if (asking) return;
    asking = true;
    void offer(window, {
      message: `The window “${name}” does not answer.`,
      detail: 'Messages are still received and answered. Opening it anew loses only what was being typed.',
      buttons: ['Open it anew', 'Wait'],
    }).then((anew) => {
      asking = false;
      // A page that hangs does not hear a request to reload.
      if (anew) window.webContents.forcefullyCrashRenderer();
    });
  });
  window.on('responsive', () => log.info(`The window “${name}” answers again.`));
}

/** Gives whether the first button was chosen, and the window is still there. */
async function offer(
  window: BrowserWindow,
  question: { readonly message: string; readonly detail: string; readonly buttons: string[] },
): Promise<boolean> {
  const { response } = await dialog.showMessageBox({ ...question, type: 'warning', defaultId: 0, cancelId: 1 });
  return response === 0 && !window.isDestroyed();
}
