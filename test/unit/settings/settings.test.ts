import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/main/app/log';
import type { Given } from '../../../src/main/settings/environment-shape';
import { createSettings, type SettingsOptions } from '../../../src/main/settings/settings';
import { StoreUnavailableError } from '../../../src/main/store/store';
import { createManualClock } from '../../support/manual-clock';
import { createMemoryStore } from '../../support/memory-store';

const usual = <T>(value: T): Given<T> => ({ value, from: 'default' });
const given = <T>(value: T): Given<T> => ({ value, from: 'process' });

function setUp(environment: Partial<SettingsOptions['environment']> = {}) {
  const store = createMemoryStore();
  const clock = createManualClock(Date.parse('2025-01-15T10:00:00.000Z'));
  const log = createLog({ clock, sinks: [] });
  const set = (key: string, value: unknown, at = '2025-01-01T00:00:00.000Z') => {
    store.apply({ type: 'setting.set', key, value, by: 'Ana', at });
    store.publish();
  };
  const create = () =>
    createSettings({
      environment: {
        aiEnabled: usual(true),
        aiDelayMs: usual(1000),
        aiProvider: usual('mock'),
        gapMinutes: usual(5),
        ...environment,
      },
      store,
      clock,
      log,
    });
  return { store, clock, log, set, create };
}

describe('settings', () => {
  it('are the usual ones, then the stored ones, then those of the environment', () => {
    const { set, create } = setUp({ gapMinutes: given(2) });
    const settings = create();
    expect(settings.get('aiDelayMs')).toBe(1000);
    set('aiDelayMs', 250);
    set('gapMinutes', 30);
    expect(settings.get('aiDelayMs')).toBe(250);
    expect(settings.isLocked('aiDelayMs')).toBe(false);
    expect(settings.get('gapMinutes')).toBe(2);
    expect(settings.isLocked('gapMinutes')).toBe(true);
    expect(settings.desk()).toMatchObject({ delayMs: 250, gapMs: 120_000, budgetMs: 10_000 });
  });

  it('pass over what is stored but cannot be used, and say so once', () => {
    const { set, create, log } = setUp();
    const settings = create();
    set('aiDelayMs', 'soon');
    expect(settings.get('aiDelayMs')).toBe(1000);
    settings.get('aiDelayMs');
    expect(log.recent(10).filter((line) => line.text.includes('aiDelayMs'))).toHaveLength(1);
    set('aiDelayMs', 5);
    expect(settings.get('aiDelayMs')).toBe(5);
  });

  it('tell of each change by its key, until that is ended', () => {
    const { set, create } = setUp();
    const settings = create();
    const heard: string[] = [];
    const end = settings.onChange((key) => heard.push(key));
    set('defaultMode', 'draft');
    set('something.else', 1);
    end();
    set('defaultMode', 'off');
    expect(heard).toEqual(['defaultMode']);
  });
});

describe('the global switch', () => {
  it('is what was kept, where the environment says nothing', () => {
    const { set, create } = setUp();
    set('aiEnabled', false);
    const settings = create();
    expect(settings.ai()).toMatchObject({ enabled: false, by: 'Ana', fromEnvironment: false });
  });

  it('begins as the environment says, whatever was kept', () => {
    const { set, create } = setUp({ aiEnabled: given(true) });
    set('aiEnabled', false);
    expect(create().ai()).toMatchObject({ enabled: true, by: 'environment', at: null, fromEnvironment: true });
  });

  it('can be turned against the environment, for this run', async () => {
    const { create } = setUp({ aiEnabled: given(true) });
    const settings = create();
    await settings.switchAi(false, 'operator');
    expect(settings.get('aiEnabled')).toBe(false);
    expect(settings.ai()).toMatchObject({ enabled: false, by: 'operator', at: '2025-01-15T10:00:00.000Z' });
    expect(create().get('aiEnabled')).toBe(true);
  });

  it('holds before anything is on the disk', () => {
    const { create } = setUp();
    const settings = create();
    void settings.switchAi(false, 'operator');
    expect(settings.get('aiEnabled')).toBe(false);
  });

  it('works on a broken disk too, and says that it is not kept', async () => {
    const { create, store, log } = setUp();
    const settings = create();
    store.breakDown(new StoreUnavailableError('The disk is full.'));
    await settings.switchAi(false, 'operator');
    expect(settings.get('aiEnabled')).toBe(false);
    expect(log.recent(1)[0]?.text).toContain('could not be kept');
  });

  it('is not turned by an older choice that comes with an import', () => {
    const { set, create } = setUp({ aiEnabled: given(false) });
    const settings = create();
    set('aiEnabled', true, '2024-12-31T00:00:00.000Z');
    expect(settings.get('aiEnabled')).toBe(false);
  });

  it('stays as it was turned last, though the entry of the turn before is published later', () => {
    const { create, store, clock } = setUp();
    const settings = create();
    const at = new Date(clock.now()).toISOString();
    store.apply({ type: 'setting.set', key: 'aiEnabled', value: true, by: 'operator', at });
    clock.advance(5);
    void settings.switchAi(false, 'operator');
    store.publish(1);
    expect(settings.get('aiEnabled')).toBe(false);
  });
});
