import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { requestSchemas, type DeskEvent } from '../../shared/ipc-contract';
import type { Clock } from '../app/clock';
import type { DeskLog } from '../app/log';
import { createOperatorWindow, type OwnWindowOptions } from '../app/window';
import type { KeptWindow } from '../app/keep-window';
import { createDeskHandlers, type DeskParts } from '../ipc/desk-handlers';
import { createPublisher, type Publisher } from '../ipc/publish-changes';
import { createRouter, type Router } from '../ipc/router';
import { createSender, serveWindow } from '../ipc/serve-window';
import { describeSettings } from '../settings/describe-settings';
import type { Desk } from './open-desk';

export interface ShowDeskOptions {
  readonly dataDir: string;
  readonly preload: string;
  /** Address of the page. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: DeskLog;
  /** The desk, which may still be opening: the window loads its page meanwhile. */
  readonly desk: Promise<Desk>;
  /** What only a desktop can do. */
  readonly desktop: Pick<
    DeskParts,
    'copyText' | 'openLink' | 'saveMedia' | 'saveJson' | 'saveText' | 'showSimulator' | 'chooseFiles'
  >;
  readonly version: string;
  /** Where this computer is, by the system's settings: two letters, or null. */
  readonly systemCountry: () => string | null;
}

/** The operator's window, served by the desk as soon as that is open. */
export interface ShownDesk {
  readonly kept: KeptWindow;
  showThread(contactId: string | null): void;
}

/** Makes the operator's window. It waits for nothing: what the page asks is answered once the desk is open. */
export function showDesk(options: ShowDeskOptions): ShownDesk {
  const { log } = options;
  const serving = options.desk.then((desk) => serve(desk));
  // Whoever opened the desk reports why it could not be; the window has nothing to add.
  serving.catch(() => undefined);
  const kept = createOperatorWindow({
    dataDir: options.dataDir,
    preload: options.preload,
    url: options.url,
    clock: options.clock,
    log,
    onCreated,
  } satisfies OwnWindowOptions);
  let send: (events: readonly DeskEvent[]) => void = () => undefined;

  return {
    kept,
    showThread(contactId) {
      kept.show();
      if (contactId === null) return;
      void serving.then(({ publisher }) => {
        publisher.publish({ type: 'show-thread', contact_id: contactId });
      });
    },
  };

  function onCreated(window: BrowserWindow): void {
    send = createSender(window);
    serveWindow({
      window,
      url: options.url,
      router: {
        handle: async (name, input) => (await serving).router.handle(name, input),
      },
      onListening: () => void serving.then(({ publisher }) => publisher.listening()),
      onAway: () => void serving.then(({ publisher }) => publisher.away()),
      onRefused: (why) => log.warn(why),
    });
  }

  function serve(desk: Desk): { router: Router; publisher: Publisher } {
    const { store, settings, connection } = desk;
    const publisher = createPublisher({
      store,
      defaults: desk.modeDefaults,
      clock: options.clock,
      send: (events) => send(events),
    });
    connection.onChange((state) => publisher.publish({ type: 'connection', connection: state }));
    const describe = () =>
      describeSettings({ settings, secrets: desk.secrets, dataDir: options.dataDir }, options.systemCountry());
    const tellSettings = () => publisher.publish({ type: 'settings', settings: describe() });
    settings.onChange(() => {
      publisher.publish({ type: 'ai', ai: settings.ai() });
      tellSettings();
    });
    desk.secrets.onChange(tellSettings);
    log.onLine((line) => publisher.publish({ type: 'activity', lines: [line] }));
    const handlers = createDeskHandlers({
      ...desk.sending,
      ...options.desktop,
      outbox: desk.outbox,
      sessions: desk.sessions,
      modeDefaults: desk.modeDefaults,
      counts: () => publisher.counts(),
      ai: { state: () => settings.ai(), switch: (on, by) => settings.switchAi(on, by) },
      desk: () => ({
        connection: connection.state(),
        demo: desk.standIn !== null,
        gapMinutes: settings.get('gapMinutes'),
        settings: describe(),
        version: options.version,
      }),
      activity: (limit) => log.recent(limit),
      dataDir: options.dataDir,
      onError: (error) => log.error('Something unexpected went wrong.', { detail: error }),
      configuring: { ...desk.sending, settings, secrets: desk.secrets, describe },
    });
    const router = createRouter({
      schemas: requestSchemas,
      handlers,
      onUnexpected: (request, error) => {
        log.error(`A request of the window failed: ${request}.`, { detail: error });
      },
    });
    return { router, publisher };
  }
}

/** Path of the built preload script, from the folder of the built main script. */
export function preloadPath(builtMain: string): string {
  return path.join(builtMain, '../preload/index.js');
}
