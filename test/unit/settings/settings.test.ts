import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/main/app/log';
import { readEnvironment } from '../../../src/main/settings/environment';
import { createSettings } from '../../../src/main/settings/settings';
import { StoreUnavailableError } from '../../../src/main/store/store';
import { createManualClock } from '../../support/manual-clock';
import { createMemoryStore } from '../../support/memory-store';

function setUp(env: Readonly<Record<string, string>> = {}, more: { readonly hasNgrokToken?: () => boolean } = {}) {
  const store = createMemoryStore();
  const clock = createManualClock(Date.parse('2025-01-15T10:00:00.000Z'));
  const log = createLog({ clock, sinks: [] });
  const set = (key: string, value: unknown, at = '2025-01-01T00:00:00.000Z') => {
    store.apply({ type: 'setting.set', key, value, by: 'Ana', at });
    store.publish();
  };
  const create = () =>
    createSettings({
      environment: readEnvironment({
        processEnv: env,
        workingFolder: '/nowhere',
        defaultDataDir: '/nowhere/data',
        readFile: () => null,
      }),
      ...more,
      store,
      clock,
      log,
    });
  return { store, clock, log, set, create };
}

describe('settings', () => {
  it('are the usual ones, then the stored ones, then those of the environment', () => {
    const { set, create } = setUp({ SESSION_GAP_MINUTES: '2' });
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
    expect(log.recent(10).filter((line) => line.text.includes('Wait before answering'))).toHaveLength(1);
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

  // Bug caught: AI replies turned off by an import, and shown as on until the next start.
  it('tell of those that come with an import', () => {
    const { store, create } = setUp();
    const settings = create();
    const heard: string[] = [];
    settings.onChange((key) => heard.push(`${key}: ${settings.get(key)}`));
    const imported = [
      { _id: 'aiEnabled', value: false, by: 'Ana', at: '2025-01-01T00:00:00.000Z' },
      { _id: 'something.else', value: 1, by: 'Ana', at: '2025-01-01T00:00:00.000Z' },
    ];
    store.apply({ type: 'documents.imported', address: null, documents: { settings: imported } });
    store.publish();
    expect(heard).toEqual(['aiEnabled: false']);
  });

  // Bug caught: an import by which the AI answers customers although the environment says that it must not.
  it('that come with an import never stand above the environment', () => {
    const { store, create } = setUp({ AI_RESPONSES_ENABLED: 'false' });
    const settings = create();
    const imported = [{ _id: 'aiEnabled', value: true, by: 'import', at: '2999-01-01T00:00:00.000Z' }];
    store.apply({ type: 'documents.imported', address: null, documents: { settings: imported } });
    store.publish();
    expect(settings.get('aiEnabled')).toBe(false);
    expect(settings.ai().enabled).toBe(false);
  });
});

describe('setting one', () => {
  it('keeps it and puts it in force, for the next start too', async () => {
    const { create, log } = setUp();
    const settings = create();
    await settings.put('gapMinutes', 12.5, 'operator');
    expect(settings.get('gapMinutes')).toBe(12.5);
    expect(settings.state('gapMinutes')).toMatchObject({ value: 12.5, from: 'person', by: 'operator', waits: false });
    expect(create().get('gapMinutes')).toBe(12.5);
    expect(log.recent(1)[0]?.text).toBe('The setting “Silence that separates sessions” was changed.');
  });

  // Bug caught: a person sets what the environment has set, sees “Saved”, and nothing happens.
  it('is refused where the environment has set it, with its name', async () => {
    const { create } = setUp({ SESSION_GAP_MINUTES: '2' });
    const settings = create();
    expect(settings.state('gapMinutes')).toMatchObject({ value: 2, from: 'environment' });
    await expect(settings.put('gapMinutes', 5, 'operator')).rejects.toThrow(/SESSION_GAP_MINUTES/);
    expect(settings.get('gapMinutes')).toBe(2);
  });

  it.each([
    ['gapMinutes', 0, /above 0/],
    ['budgetMs', 15_000, /from 1 to 14 seconds/],
    ['operatorPhone', '5703251809', /international form/],
    ['publicUrl', 'https://user:word@example.com', /without a user name/],
    ['twilioAccountSid', 'AC123', /32 more characters/],
    ['defaultMode', 'always', /Choose one/],
    ['takeOverMinutes', 2.5, /whole number/],
  ] as const)('refuses %s = %s in a sentence', async (key, value, sentence) => {
    const { create, store } = setUp();
    const settings = create();
    await expect(settings.put(key, value, 'operator')).rejects.toThrow(sentence);
    expect(store.now.get('settings', key)).toBeUndefined();
  });

  it('keeps what was meant, not what was typed', async () => {
    const settings = setUp().create();
    await settings.put('operatorPhone', ' +1 (570) 325-1809 ', 'operator');
    await settings.put('ngrokDomain', 'https://Desk.ngrok.app/', 'operator');
    await settings.put('publicUrl', 'https://desk.example.com/', 'operator');
    expect(settings.get('operatorPhone')).toBe('+15703251809');
    expect(settings.get('ngrokDomain')).toBe('desk.ngrok.app');
    expect(settings.get('publicUrl')).toBe('https://desk.example.com');
  });

  it('says which ones wait for the next start, until they are as they were', async () => {
    const settings = setUp().create();
    await settings.put('port', 4000, 'operator');
    expect(settings.state('port')).toMatchObject({ value: 4000, waits: true });
    await settings.put('port', 3000, 'operator');
    expect(settings.state('port').waits).toBe(false);
  });

  // Bug caught: the switch of the settings page and the one in the top bar disagree.
  it('turns the global switch by the same way as the switch itself', async () => {
    const settings = setUp().create();
    await settings.put('aiEnabled', false, 'operator');
    expect(settings.ai()).toMatchObject({ enabled: false, by: 'operator' });
  });
});

describe('the tunnel that nobody has chosen', () => {
  it('is the one that something was given for', async () => {
    let token = false;
    const settings = setUp({}, { hasNgrokToken: () => token }).create();
    expect(settings.get('tunnel')).toBe('off');
    token = true;
    expect(settings.get('tunnel')).toBe('ngrok');
    await settings.put('publicUrl', 'https://desk.example.com', 'operator');
    expect(settings.get('tunnel')).toBe('manual');
    await settings.put('tunnel', 'off', 'operator');
    expect(settings.get('tunnel')).toBe('off');
  });

  it('is the environment’s own where only an address is given there', () => {
    expect(setUp({ PUBLIC_URL: 'https://desk.example.com' }).create().get('tunnel')).toBe('manual');
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
    const { set, create } = setUp({ AI_RESPONSES_ENABLED: 'true' });
    set('aiEnabled', false);
    expect(create().ai()).toMatchObject({ enabled: true, by: 'environment', at: null, fromEnvironment: true });
  });

  it('can be turned against the environment, for this run', async () => {
    const { create } = setUp({ AI_RESPONSES_ENABLED: 'true' });
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
    const { set, create } = setUp({ AI_RESPONSES_ENABLED: 'false' });
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
