import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

export interface LoginItemOptions {
  readonly app: Pick<App, 'setLoginItemSettings' | 'getAppPath' | 'isPackaged'>;
  readonly platform: NodeJS.Platform;
  /** Path of the running program. */
  readonly program: string;
  /** Where this user's programs keep their configuration (Linux). */
  readonly configDir: string;
}

/** The argument that starts the console without its window. */
export const HIDDEN_ARGUMENT = '--hidden';

/**
 * Has the system start the console when the user logs in, in the tray, or no more.
 * Source: https://specifications.freedesktop.org/autostart-spec/latest/ for Linux, where Electron has no way of its own
 *
 * @throws Error when the system does not take it
 */
export function setOpenAtLogin(options: LoginItemOptions, wanted: boolean): void {
  const { app, platform, program } = options;
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN_ARGUMENT];
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, path: program, args });
    return;
  }
  const folder = path.join(options.configDir, 'autostart');
  const file = path.join(folder, 'switchboard.desktop');
  if (!wanted) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Switchboard',
    'Comment=Answers customers over SMS, WhatsApp and voice',
    `Exec=${[program, ...args].map(quote).join(' ')}`,
    'Terminal=false',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** Quotes an argument for `Exec`: quotation marks, with a backslash before what is special within, and % doubled. */
function quote(argument: string): string {
  return `"${argument
    .replace(/["`$\\]/g, '\\$&')
    .replace(/\\/g, '\\\\')
    .replace(/%/g, '%%')}"`;
}
