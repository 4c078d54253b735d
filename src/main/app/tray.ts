import type { MenuItemConstructorOptions } from 'electron';

/** What the tray shows. */
export interface TrayState {
  /** Messages that nobody has looked at. */
  readonly unread: number;
  /** Conversations that wait for a person. */
  readonly needsHuman: number;
  readonly aiEnabled: boolean;
}

export interface TrayActions {
  readonly onOpen: () => void;
  readonly onSwitchAi: (enabled: boolean) => void;
  readonly onQuit: () => void;
}

/** What the system gives for an icon in its tray; Electron's `Tray`, as far as it is needed. */
export interface TrayIcon {
  setPicture(hasUnread: boolean): void;
  setToolTip(text: string): void;
  setMenu(template: MenuItemConstructorOptions[]): void;
  onClick(callback: () => void): void;
  destroy(): void;
}

/** The console's place in the tray. */
export interface DeskTray {
  update(state: TrayState): void;
  close(): void;
}

/** Stands in the tray: how much is unread, the AI switch, and the way to the window and out. */
export function standInTray(icon: TrayIcon, actions: TrayActions): DeskTray {
  let shown = '';
  icon.onClick(actions.onOpen);
  return {
    update(state) {
      // Some systems close an open menu whenever it is set, so it is set only when something in it is new.
      const next = JSON.stringify(state);
      if (next === shown) return;
      shown = next;
      icon.setPicture(state.unread > 0);
      icon.setToolTip(`Switchboard: ${describeUnread(state)}`);
      icon.setMenu(trayMenu(state, actions));
    },
    close: () => icon.destroy(),
  };
}

/** The tray's menu. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  return [
    { label: 'Open Switchboard', click: () => actions.onOpen() },
    { label: capital(describeUnread(state)), enabled: false },
    { type: 'separator' },
    {
      label: 'AI replies',
      type: 'checkbox',
      checked: state.aiEnabled,
      click: () => actions.onSwitchAi(!state.aiEnabled),
    },
    { type: 'separator' },
    { label: 'Quit', click: () => actions.onQuit() },
  ];
}

/** Says how much waits, in words. */
export function describeUnread({ unread, needsHuman }: Pick<TrayState, 'unread' | 'needsHuman'>): string {
  const number = new Intl.NumberFormat();
  const read = unread === 0 ? 'nothing unread' : `${number.format(unread)} unread`;
  if (needsHuman === 0) return read;
  return `${read}, ${needsHuman === 1 ? '1 conversation needs' : `${number.format(needsHuman)} conversations need`} a person`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
