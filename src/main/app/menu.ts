import type { MenuItemConstructorOptions } from 'electron';
import { commands, keyWords, runnableIds, type CommandDefinition, type RunnableId } from '../../shared/commands';

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
  /** Has the operator's window carry out a command. */
  readonly onCommand: (id: RunnableId) => void;
}

/**
 * Gives the application's menu: every command with its key, and what a program has besides. It holds the global AI switch
 * too, so that this one keystroke works in every window and does not depend on a page that answers. Build it anew when
 * the switch has been turned.
 */
export function buildMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [appMenu(options)] : []),
    {
      label: '&File',
      submenu: [
        ...commandItems('file', options),
        { label: 'Show &data folder', click: () => options.onShowDataFolder() },
        { type: 'separator' },
        ...(mac ? [{ role: 'close' } as const] : [settingsItem(options), { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    { label: '&Conversation', submenu: commandItems('conversation', options) },
    {
      label: '&AI',
      submenu: [
        {
          label: options.aiEnabled ? 'Turn AI replies &off everywhere' : 'Turn AI replies &on again',
          accelerator: acceleratorOf(commands['ai.toggle'].key),
          click: () => options.onSwitchAi(!options.aiEnabled),
        },
      ],
    },
    { label: '&Go', submenu: commandItems('go', options).filter(({ id }) => id !== SETTINGS) },
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
    { label: '&Help', role: 'help', submenu: commandItems('help', options) },
  ];
}

const SETTINGS: RunnableId = 'page.settings';

function appMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: options.appName,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settingsItem(options),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function settingsItem(options: MenuOptions): MenuItemConstructorOptions {
  return commandItem(SETTINGS, options);
}

function commandItems(menu: CommandDefinition['menu'], options: MenuOptions): MenuItemConstructorOptions[] {
  return runnableIds.filter((id) => commands[id].menu === menu).map((id) => commandItem(id, options));
}

/**
 * An item with its key. A key without Ctrl or ⌘ is shown but not taken, since it must go on writing letters in a text box;
 * macOS takes whatever it shows, so there it stands in the words, and so does one key after another everywhere.
 */
function commandItem(id: RunnableId, { platform, onCommand }: MenuOptions): MenuItemConstructorOptions {
  const { label, key }: CommandDefinition = commands[id];
  const item = { id, label, click: () => onCommand(id) };
  if (key === null) return item;
  if (key.includes('Mod+')) return { ...item, accelerator: acceleratorOf(key) };
  if (platform === 'darwin' || key.includes(' ')) return { ...item, label: `${label} (${keyWords(key)})` };
  return { ...item, accelerator: acceleratorOf(key), registerAccelerator: false };
}

function acceleratorOf(key: string): string {
  return key.replace('Mod', 'CommandOrControl');
}

function developerItems(): MenuItemConstructorOptions[] {
  return [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
}
