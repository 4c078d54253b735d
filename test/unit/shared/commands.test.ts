import { describe, expect, it } from 'vitest';
import { beginsSequence, commandIds, commandOfKey, keyOf, keyWords } from '../../../src/shared/commands';

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('commands', () => {
  // Bug caught: a new command takes a key that another one has, and the other one is dead.
  it('have each key once, and no sequence begins with the key of a command', () => {
    const keys = commandIds.flatMap((id) => keyOf(id) ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) if (key.includes(' ')) expect(keys).not.toContain(key.split(' ')[0]);
  });

  it('are found by their keys, in small letters and in capitals', () => {
    expect(commandOfKey(press('j'), null)).toBe('thread.next');
    expect(commandOfKey(press('J', { shiftKey: true }), null)).toBe('thread.next');
    expect(commandOfKey(press('?', { shiftKey: true }), null)).toBe('help.keys');
    expect(commandOfKey(press('A', { ctrlKey: true, shiftKey: true }), null)).toBe('ai.toggle');
    expect(commandOfKey(press('a', { metaKey: true, shiftKey: true }), null)).toBe('ai.toggle');
    expect(commandOfKey(press(',', { ctrlKey: true }), null)).toBe('page.settings');
  });

  // Bug caught: Ctrl+A (select all) turns the mode, Alt+J of the system moves the list.
  it('are not found by keys with others held down', () => {
    expect(commandOfKey(press('a', { ctrlKey: true }), null)).toBeUndefined();
    expect(commandOfKey(press('j', { altKey: true }), null)).toBeUndefined();
  });

  it('of a sequence need its first letter', () => {
    expect(beginsSequence('G')).toBe(true);
    expect(beginsSequence('J')).toBe(false);
    expect(commandOfKey(press('i'), 'G')).toBe('page.inbox');
    expect(commandOfKey(press('i'), null)).toBeUndefined();
    expect(commandOfKey(press('a'), 'G')).toBe('page.activity');
  });

  it('show their keys as people read them', () => {
    expect(keyWords('Mod+Shift+A')).toBe('Ctrl/⌘ + Shift + A');
    expect(keyWords('G I')).toBe('G then I');
  });
});
