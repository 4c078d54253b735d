import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { buildMenu } from '../../../src/main/app/menu';
import { commands, keyOf, keyWords, runnableIds } from '../../../src/shared/commands';

function build(platform: NodeJS.Platform, aiEnabled: boolean) {
  const switched: boolean[] = [];
  const ran: string[] = [];
  const menu = buildMenu({
    appName: 'Switchboard',
    platform,
    aiEnabled,
    forDevelopers: false,
    onSwitchAi: (enabled) => switched.push(enabled),
    onShowDesk: () => undefined,
    onShowSimulator: () => undefined,
    onShowDataFolder: () => undefined,
    onCommand: (id) => ran.push(id),
  });
  return { items: flatten(menu), switched, ran };
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

describe.each(['linux', 'darwin', 'win32'] as const)('menu on %s', (platform) => {
  // Bug caught: the one keystroke that must always work turns the wrong way.
  it.each([true, false])('turns the AI the other way than %s', (aiEnabled) => {
    const { items, switched } = build(platform, aiEnabled);
    const item = items.find(({ accelerator }) => accelerator === 'CommandOrControl+Shift+A');
    expect(item?.label).toContain(aiEnabled ? 'off' : 'on');
    item?.click?.({} as never, undefined, {});
    expect(switched).toEqual([!aiEnabled]);
  });

  // Bug caught: a second item takes the keystroke, or a person cannot copy, enlarge text or quit by the menu.
  it('has each keystroke once, and what every program has', () => {
    const { items } = build(platform, true);
    const keys = items.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(new Set(keys).size).toBe(keys.length);
    const roles = items.map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['editMenu', 'zoomIn', 'zoomOut', 'resetZoom', 'close']));
    expect(roles).toContain('quit');
    expect(roles).not.toContain('toggleDevTools');
  });

  // Bug caught: a command is added and can be had by its key alone, or the menu runs another one than it names.
  it('has every command, which the window then carries out', () => {
    const { items, ran } = build(platform, true);
    for (const id of runnableIds) {
      if (id === 'ai.toggle') continue;
      const own = items.filter((item) => item.id === id);
      expect(own).toHaveLength(1);
      expect(own[0]?.label).toContain(commands[id].label);
      own[0]?.click?.({} as never, undefined, {});
      expect(ran.pop()).toBe(id);
    }
  });

  // Bug caught: the menu takes the letter J for itself, and nobody can write “John” any more.
  it('takes no key that writes something', () => {
    const { items } = build(platform, true);
    for (const { accelerator, registerAccelerator } of items) {
      if (accelerator === undefined || accelerator.includes('CommandOrControl')) continue;
      expect(registerAccelerator).toBe(false);
      expect(platform).not.toBe('darwin');
    }
  });

  it('shows the key of every command that has one', () => {
    const { items } = build(platform, true);
    for (const id of runnableIds) {
      const key = keyOf(id);
      const item = items.find((one) => one.id === id);
      if (key === null || !item) continue;
      expect(item.accelerator !== undefined || item.label?.includes(keyWords(key))).toBe(true);
    }
  });
});
