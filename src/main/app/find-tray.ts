import { execFile } from 'node:child_process';

/** How long the desktop may take to say whether it has a tray, in milliseconds. */
const PATIENCE_MS = 2000;

export interface FindTrayOptions {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Says whether this desktop has a tray, so that the console can be reached while its window is closed. macOS and Windows
 * always have; on Linux whatever shows icons has this name on the session's bus. Where nobody answers there is none.
 * Source: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
export function findTray({ platform, env }: FindTrayOptions): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  // Without a bus the question itself would start one, which nobody would end.
  if (!env.DBUS_SESSION_BUS_ADDRESS) return Promise.resolve(false);
  const question = [
    ...['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
    ...['org.freedesktop.DBus.NameHasOwner', 'string:org.kde.StatusNotifierWatcher'],
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: PATIENCE_MS, env: { ...env } }, (error, answer) => {
      resolve(error === null && answer.includes('true'));
    });
  });
}
