import { BrowserWindow, nativeTheme, type App } from 'electron';
import { HIDDEN_ARGUMENT, setOpenAtLogin } from '../app/login-item';
import { startNotifications } from '../app/notifications';
import { showNotice } from '../app/show-notice';
import { readStartChoices, writeStartChoices } from '../app/start-choices';
import { openTrayIcon, overlayPicture } from '../app/system-tray';
import { describeUnread, standInTray } from '../app/tray';
import { watchUnread, type Unread } from '../app/watch-unread';
import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import { OPERATOR } from '../app/operator';
import type { Closing } from '../app/shutdown';
import type { Desk } from './open-desk';
import type { ShownDesk } from './show-desk';

export interface StandOnDesktopParts {
  readonly app: App;
  readonly platform: NodeJS.Platform;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly closing: Closing;
  readonly shown: ShownDesk;
  readonly hasTray: () => Promise<boolean>;
}

/** What is known before the desk is open. */
export interface PreparedDesktop {
  /** Whether a person wants the console to start without its window. */
  readonly wantsHidden: boolean;
  /** Whether it does: without a tray nobody could ever open it. */
  readonly hidden: Promise<boolean>;
}

/** Before the desk is open: takes the look of the last run, and says whether the console starts without its window. */
export function prepareDesktop(
  dataDir: string,
  args: readonly string[],
  hasTray: () => Promise<boolean>,
): PreparedDesktop {
  const { hidden, theme } = readStartChoices(dataDir);
  nativeTheme.themeSource = theme;
  const wantsHidden = hidden || args.includes(HIDDEN_ARGUMENT);
  return { wantsHidden, hidden: wantsHidden ? hasTray() : Promise.resolve(false) };
}

/**
 * Gives a running desk its place on the desktop: notifications, tray, badge, look, and its start with the system.
 *
 * @returns what to ask when the last window was closed: whether the console goes on in the tray
 */
export function standOnDesktop(desk: Desk, parts: StandOnDesktopParts): () => boolean {
  const { app, platform, clock, log, closing, shown } = parts;
  const { store, settings } = desk;
  const switchAi = (enabled: boolean) => void settings.switchAi(enabled, OPERATOR);
  let unread: Unread = { unread: 0, needsHuman: 0 };

  closing.add(
    'notifications',
    startNotifications({
      store,
      defaults: desk.modeDefaults,
      clock,
      isQuiet: () => shown.kept.isFocused() || !settings.get('notifications'),
      show: showNotice,
      onChosen: (contactId) => shown.showThread(contactId),
      onReply: (contactId, text) => shown.reply(contactId, text),
    }),
  );
  const tray = standInTray(openTrayIcon(platform), {
    onOpen: () => shown.kept.show(),
    onSwitchAi: switchAi,
    onQuit: () => app.quit(),
  });
  closing.add('the tray', () => tray.close());
  const showState = (): void => {
    tray.update({ ...unread, aiEnabled: settings.get('aiEnabled') });
  };
  closing.add(
    'the badge',
    watchUnread(store, clock, (next) => {
      unread = next;
      showState();
      showBadge(next);
    }),
  );
  follow();
  settings.onChange((key) => {
    if (key === 'aiEnabled') showState();
    if (key === 'theme' || key === 'startHidden') follow();
    if (key === 'openAtLogin') startWithSystem();
  });

  let wasSaid = false;
  return () => {
    if (!settings.get('closeToTray')) return false;
    if (!wasSaid) {
      wasSaid = true;
      void parts.hasTray().then(sayThatItGoesOn);
    }
    return true;
  };

  function sayThatItGoesOn(hasTray: boolean): void {
    const way = hasTray
      ? 'The icon in the tray opens the window and quits.'
      : 'Start Switchboard once more to open the window; its menu File quits.';
    const title = hasTray ? 'Switchboard goes on in the tray' : 'Switchboard goes on without its window';
    const onClick = () => shown.kept.show();
    showNotice({ title, body: `Messages are still received and answered. ${way}` }, { onClick, onReply: null });
  }

  /** Carries on what must be known before the next start, and takes the look at once. */
  function follow(): void {
    const theme = settings.get('theme');
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
    try {
      writeStartChoices(parts.dataDir, { hidden: settings.get('startHidden'), theme });
    } catch (error) {
      log.debug('What the next start needs could not be written down.', { detail: error });
    }
  }

  function startWithSystem(): void {
    const wanted = settings.get('openAtLogin');
    try {
      const configDir = app.getPath('appData');
      setOpenAtLogin({ app, platform, program: process.execPath, configDir }, wanted);
    } catch (error) {
      log.warn('The system did not take the wish to start the console when you log in.', { detail: error });
    }
  }

  function showBadge(next: Unread): void {
    app.setBadgeCount(next.unread);
    if (platform !== 'win32') return;
    const overlay = next.unread > 0 ? overlayPicture() : null;
    for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(overlay, describeUnread(next));
  }
}
