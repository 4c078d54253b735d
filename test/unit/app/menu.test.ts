import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { buildMenu } from '../../../src/main/app/menu';

function build(platform: NodeJS.Platform, aiEnabled: boolean) {
  const switched: boolean[] = [];
  const menu = buildMenu({
    appName: 'Switchboard',
    platform,
    aiEnabled,
    forDevelopers: false,
    onSwitchAi: (enabled) => switched.push(enabled),
    onShowDesk: () => undefined,
    onShowSimulator: () => undefined,
    onShowDataFolder: () => undefined,
  });
  return { items: flatten(menu), switched };
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
    expect(roles.includes('quit') || roles.includes('appMenu')).toBe(true);
    expect(roles).not.toContain('toggleDevTools');
  });
});
