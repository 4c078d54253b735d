import { app, BrowserWindow, ipcMain, session, type WebContents } from 'electron';
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  DESK_VARIABLE,
  PAGE_CHANNEL,
  PAGES_VARIABLE,
  ROLE_VARIABLE,
  type Command,
  type PageReport,
  type Report,
  type Role,
} from '../messages';

/**
 * Everything that is measured in Electron starts here, the desk as well as what it is held against: the same binary,
 * the same few lines before it, the same observer in every page. The desk itself is the built one, not a copy.
 */
const tell = (report: Report): void => void process.send?.(report);
const profiler = new Session();

void app.whenReady().then(() => {
  observe(path.join(__dirname, 'observe.js'));
  tell({ type: 'ready' });
});
ipcMain.on(PAGE_CHANNEL, (event, report: PageReport) => {
  whenVisible(event.sender, () => tell({ type: 'from-page', report }));
});
process.on('message', (command: Command) => {
  obey(command);
});
// The measuring program is gone, and with it whoever would end this one.
process.on('disconnect', () => app.exit(1));
start(process.env[ROLE_VARIABLE] as Role);

function start(role: Role): void {
  switch (role) {
    case 'desk':
      createRequire(__filename)(process.env[DESK_VARIABLE] ?? '');
      break;
    case 'express':
      app.on('window-all-closed', () => undefined);
      void import('./express-baseline').then(({ serveExpress }) => serveExpress().then(tell));
      break;
    case 'minimal':
      void import('./minimal-baseline').then(({ openMinimal }) => openMinimal().then(tell));
      break;
    case 'empty':
      void app.whenReady().then(() => {
        void new BrowserWindow({ width: 1280, height: 800 }).loadFile(
          path.join(process.env[PAGES_VARIABLE] ?? '', 'empty.html'),
        );
      });
      break;
  }
}

/** Adds the observer to every page: it runs beside the page's own code, and the page's policy does not concern it. */
function observe(file: string): void {
  const own = session.defaultSession;
  if ('registerPreloadScript' in own) own.registerPreloadScript({ type: 'frame', filePath: file });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way in an older Electron
  else (own as Electron.Session).setPreloads([file]);
}

/** A page may draw before its window shows; what nobody can see yet is not there. */
function whenVisible(contents: WebContents, callback: () => void): void {
  const window = BrowserWindow.fromWebContents(contents);
  if (!window || window.isVisible()) callback();
  else window.once('show', callback);
}

function obey(command: Command): void {
  switch (command.type) {
    case 'close-windows':
      app.removeAllListeners('window-all-closed');
      app.on('window-all-closed', () => tell({ type: 'windows-closed' }));
      for (const window of BrowserWindow.getAllWindows()) window.close();
      break;
    case 'to-page':
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(PAGE_CHANNEL, command.command);
      break;
    case 'report-usage': {
      const { user, system } = process.cpuUsage();
      tell({ type: 'usage', cpuMicros: user + system });
      break;
    }
    case 'start-profile':
      profiler.connect();
      profiler.post('Profiler.enable');
      profiler.post('Profiler.setSamplingInterval', { interval: 200 });
      profiler.post('Profiler.start', () => tell({ type: 'profiling' }));
      break;
    case 'stop-profile':
      profiler.post('Profiler.stop', (_error, { profile }) => {
        writeFileSync(command.file, JSON.stringify(profile));
        profiler.disconnect();
        tell({ type: 'profiled' });
      });
      break;
    case 'quit':
      app.quit();
      break;
  }
}
