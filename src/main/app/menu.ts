import type { MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly appName: string;
  readonly platform: NodeJS.Platform;
  /** Whether AI replies are on, all over the desk. */
  readonly aiEnabled: boolean;
  /** Tools for whoever works on the app itself. */
  readonly forDevelopers: boolean;
  readonly onSwitchAi: (enabled: boolean) => void;
  readonly onShowDesk: () => void;
  readonly onShowSimulator: () => void;
  readonly onShowDataFolder: () => void;
}

/**
 * Gives the application's menu. It holds the global AI switch too, so that this one keystroke works in every window and
 * does not depend on a page that answers. Build it anew when the switch has been turned.
 */
export function buildMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [appMenu(options.appName)] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Show &data folder', click: () => options.onShowDataFolder() },
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&AI',
      submenu: [
        {
          label: options.aiEnabled ? 'Turn AI replies &off everywhere' : 'Turn AI replies &on again',
          accelerator: 'CommandOrControl+Shift+A',
          click: () => options.onSwitchAi(!options.aiEnabled),
        },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(options.forDevelopers ? developerItems() : []),
      ],
    },
    {
      label: '&Window',
      role: 'window',
      submenu: [
        { label: '&Switchboard', accelerator: 'CommandOrControl+1', click: () => options.onShowDesk() },
        { label: 'Si&mulator', accelerator: 'CommandOrControl+2', click: () => options.onShowSimulator() },
        { type: 'separator' },
        { role: 'minimize' },
        ...(mac ? [{ role: 'zoom' } as const, { type: 'separator' } as const, { role: 'front' } as const] : []),
        ...(mac ? [] : [{ role: 'close' } as const]),
      ],
    },
  ];
}

function appMenu(label: string): MenuItemConstructorOptions {
  return { label, role: 'appMenu' };
}

function developerItems(): MenuItemConstructorOptions[] {
  return [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
}
