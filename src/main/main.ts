import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  app,
  clipboard,
  dialog,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  type MenuItemConstructorOptions,
} from 'electron';
import { createMeanings } from './ai/meaning/meanings';
import { startEncoderThread } from './ai/meaning/start-encoder-thread';
import { startEncoderWorker } from './ai/meaning/start-encoder-worker';
import { systemClock as clock } from './app/clock';
import { guardAgainstCrashes } from './app/crash-guard';
import { createDesktop } from './app/desktop';
import { createBackupDialogs } from './app/backup-dialogs';
import { findTray } from './app/find-tray';
import { hardenSession } from './app/harden-session';
import { createLog } from './app/log';
import { createFileSink, createTerminalSink } from './app/log-sinks';
import { createMediaHandler, MEDIA_SCHEME } from './app/media-protocol';
import { buildMenu } from './app/menu';
import { OPERATOR } from './app/operator';
import { createAskDialog, createOpenExternal } from './app/open-external';
import { createPageHandler, PAGE_SCHEME, pageUrl } from './app/page-protocol';
import { quitInOrder } from './app/quit';
import { createRestart } from './app/restart';
import { registerSchemes } from './app/schemes';
import { createBackups } from './backup/backups';
import { finishRestore } from './backup/finish-restore';
import { createClosing } from './app/shutdown';
import { claimDataFolder } from './app/single-instance';
import { openDesk, type Desk } from './desk/open-desk';
import { preloadPath, showDesk } from './desk/show-desk';
import { keepDemo } from './desk/run-demo';
import { showSimulator } from './desk/show-simulator';
import { prepareDesktop, standOnDesktop } from './desk/stand-on-desktop';
import { isSamePage } from './ipc/validate-sender';
import { EnvironmentError, readEnvironment } from './settings/environment';
import type { Environment } from './settings/environment-shape';
import { systemKeyStore } from './settings/key-store';

/** The development server's origin, while `npm run dev` runs. */
const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;

// The order of this file is the order of the start.
// Whoever starts it without Chromium's sandbox (root must) and with this at once gets no child process at all.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setName('Switchboard');
registerSchemes(protocol);
const environment = readOrExplain();
if (environment) start(environment);
else app.exit(1);

function start(env: Environment): void {
  const dataDir = env.dataDir.value;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!claimDataFolder(app, dataDir, () => shown.kept.show())) {
    process.stdout.write(`Switchboard is already open on ${dataDir}; its window comes to the front.\n`);
    app.exit(0);
    return;
  }
  const log = createLog({
    clock,
    sinks: [
      createFileSink({ clock, dataDir }),
      createTerminalSink({
        clock,
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
      }),
    ],
  });
  const closing = createClosing({ log, after: (ms, callback) => clock.after(ms, callback) });
  let running = false;
  guardAgainstCrashes({ process, clock, log, isRunning: () => running, onFatal: giveUp });
  const restart = createRestart(app, process);
  quitInOrder({ app, process, closing, log, exitCode: restart.exitCode });

  const keyStore = systemKeyStore(app, safeStorage, process.platform);
  const hasTray = () => findTray({ platform: process.platform, env: process.env });
  const { wantsHidden, hidden } = prepareDesktop(dataDir, process.argv, hasTray);
  const encoder = startEncoderThread({ startWorker: () => startEncoderWorker(__dirname), clock });
  closing.add('sentence encoder', () => encoder.close());
  const meanings = createMeanings({
    ...{ encoder, clock },
    onError: (error) => log.warn('Knowledge is searched by words alone for now.', { detail: error }),
  });
  const opening = finishRestore(dataDir).then((safety) => {
    if (safety !== null)
      log.info(`A backup was restored. What was here before is kept in ${path.join(dataDir, safety)}.`);
    return openDesk({
      ...{ environment: env, clock, random: randomBytes, log, keyStore, meanings },
      isRestored: safety !== null,
    });
  });
  const rendererDir = path.join(__dirname, '../renderer');
  const pageOf = (file: string) => (developmentUrl ? `${developmentUrl}/${file}` : pageUrl(file));
  const windowOptions = { dataDir, preload: preloadPath(__dirname), clock, log, desk: opening };
  const simulator = showSimulator({ ...windowOptions, url: pageOf('simulator.html') });
  const shown = showDesk({
    ...windowOptions,
    url: pageOf('index.html'),
    version: app.getVersion(),
    systemCountry: () => app.getLocaleCountryCode() || null,
    backing: ({ holdDocuments, store, losses }) => {
      const conversations = () => [...store.now.values('addresses')].length;
      const dialogs = createBackupDialogs({ dialog, folder: app.getPath('documents'), dataDir });
      const facts = { dataDir, version: app.getVersion(), clock, log };
      const backups = createBackups({ ...facts, ...dialogs, holdDocuments, conversations, restart: restart.now });
      closing.add('backups', () => backups.close());
      return { backups, restart: restart.now, losses };
    },
    desktop: {
      ...createDesktop({
        clipboard,
        dialog,
        mediaDir: path.join(dataDir, 'media'),
        downloads: app.getPath('downloads'),
      }),
      openLink: createOpenExternal({ shell, ask: createAskDialog(dialog) }),
      showSimulator: () => simulator.show(),
    },
  });

  void app.whenReady().then(() => {
    protocol.handle(PAGE_SCHEME, createPageHandler(rendererDir));
    protocol.handle(MEDIA_SCHEME, createMediaHandler(path.join(dataDir, 'media')));
    hardenSession(app, session.defaultSession, {
      log,
      isOwnPage: (address) =>
        isSamePage(address, pageOf('index.html')) || isSamePage(address, pageOf('simulator.html')),
      developmentOrigin: developmentUrl ? new URL(developmentUrl).origin : null,
    });
    void hidden.then((isHidden) => {
      if (!isHidden) shown.kept.show();
    });
  });
  app.on('activate', () => shown.kept.show());
  let staysInTray = () => false;
  app.on('window-all-closed', () => {
    if (!staysInTray()) app.quit();
  });
  Promise.all([opening, hidden, app.whenReady()]).then(([desk, isHidden]) => run(desk, isHidden), giveUp);

  function run(desk: Desk, isHidden: boolean): void {
    running = true;
    closing.add('the desk', () => desk.close());
    for (const notice of env.notices) log.warn(notice);
    log.info(`Webhook server: ${desk.webhookUrl}`);
    log.info(`Data folder: ${dataDir}`);
    const { platform } = process;
    staysInTray = standOnDesktop(desk, { app, platform, dataDir, clock, log, closing, shown, hasTray });
    if (isHidden) log.info('The window stays closed: open it from the tray, or by starting Switchboard once more.');
    else if (wantsHidden) log.info('The window was to stay closed, but this desktop has no tray to open it from.');
    const setMenu = () => Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf(desk)));
    desk.settings.onChange((key) => {
      if (key === 'aiEnabled') setMenu();
    });
    setMenu();
    powerMonitor.on('resume', () => desk.wake());
    if (desk.account.now.standIn && !isHidden) simulator.show();
    desk.account.onChange(() => {
      if (!desk.account.now.standIn) simulator.window?.close();
    });
    const onReachable = () => desk.wake();
    closing.add('the demo', keepDemo(desk.account, { clock, log, tour: env.demoTour.value, onReachable }));
  }

  function menuOf({ settings }: Desk): MenuItemConstructorOptions[] {
    return buildMenu({
      appName: app.getName(),
      platform: process.platform,
      aiEnabled: settings.ai().enabled,
      forDevelopers: developmentUrl !== undefined,
      onSwitchAi: (enabled) => void settings.switchAi(enabled, OPERATOR),
      onShowDesk: () => shown.kept.show(),
      onShowSimulator: () => simulator.show(),
      onShowDataFolder: () => void shell.openPath(dataDir),
      onCommand: (id) => shown.command(id),
    });
  }

  function giveUp(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    log.error(`Switchboard cannot go on: ${message}`, { detail: error });
    log.flush();
    explain(message);
    void closing.run().then(() => app.exit(1));
  }
}

function readOrExplain(): Environment | null {
  try {
    return readEnvironment({
      processEnv: process.env,
      workingFolder: process.cwd(),
      defaultDataDir: app.getPath('userData'),
      readFile: readIfThere,
    });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    explain(error.message);
    return null;
  }
}

/** Says why it cannot start to whoever started it without a terminal. */
function explain(message: string): void {
  if (app.isPackaged) dialog.showErrorBox('Switchboard cannot start', message);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
