import path from 'node:path';
import type { App } from 'electron';

/**
 * Makes sure that a data folder is open in one console only. Call it before the app is ready, and quit when it gives
 * false: the console that has the folder already comes to the front then.
 *
 * @param dataDir an existing folder; Electron keeps its lock there, and what Chromium keeps goes to `browser/` in it
 * @param onSecond called in the first console when another one is started on the same folder
 */
export function claimDataFolder(app: App, dataDir: string, onSecond: () => void): boolean {
  app.setPath('userData', dataDir);
  app.setPath('sessionData', path.join(dataDir, 'browser'));
  app.setPath('crashDumps', path.join(dataDir, 'browser', 'crashes'));
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
}
