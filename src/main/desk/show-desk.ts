import path from 'node:path';
import type { BrowserWindow } from 'electron';
import type { RunnableId } from '../../shared/commands';
import { MAX_BODY } from '../../shared/message-limit';
import { requestSchemas, type DeskEvent } from '../../shared/ipc-contract';
import type { Clock } from '../app/clock';
import type { DeskLog } from '../app/log';
import { createOperatorWindow, type OwnWindowOptions } from '../app/window';
import type { KeptWindow } from '../app/keep-window';
import type { BackupHandlerParts } from '../ipc/backup-handlers';
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
    | 'copyText'
    | 'openLink'
    | 'saveMedia'
    | 'saveJson'
    | 'saveText'
    | 'showSimulator'
    | 'chooseFiles'
    | 'chooseKnowledgeFile'
  >;
  readonly version: string;
  readonly backing: (desk: Desk) => BackupHandlerParts;
  /** Where this computer is, by the system's settings: two letters, or null. */
  readonly systemCountry: () => string | null;
}

type Wish = Extract<DeskEvent, { type: 'show-thread' | 'command' }>;

/** The operator's window, served by the desk as soon as that is open. */
export interface ShownDesk {
  readonly kept: KeptWindow;
  showThread(contactId: string | null): void;
  /** Has the window carry out a command; it opens for that if it is closed. */
  command(id: RunnableId): void;
  /**
   * Sends a text where a reply to the newest message goes, as the composer does.
   *
   * @throws Error with a sentence for people when it was not accepted
   */
  reply(contactId: string, text: string): Promise<void>;
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
  let isListening = false;
  /** What a page is to do as soon as there is one that listens. */
  let wishes: Wish[] = [];

  return {
    kept,
    showThread(contactId) {
      kept.show();
      if (contactId !== null) wish({ type: 'show-thread', contact_id: contactId });
    },
    command(id) {
      kept.show();
      wish({ type: 'command', id });
    },
    async reply(contactId, text) {
      const { router, desk } = await serving;
      const replyTo = desk.store.now.get('threads', contactId)?.replyTo;
      if (!replyTo) throw new Error('There is nobody to answer in this conversation.');
      if (text.length > MAX_BODY) throw new Error(`A message has at most ${MAX_BODY} characters.`);
      const message_id = desk.sending.newId();
      const input = { message_id, contact_id: contactId, ...replyTo, content: text, draft_id: null };
      const result = await router.handle('message.send', input);
      if (!result.ok) throw new Error([result.error.message, result.error.remedy].filter(Boolean).join(' '));
    },
  };

  function wish(event: Wish): void {
    wishes.push(event);
    if (isListening) void serving.then(({ publisher }) => grant(publisher));
  }

  function grant(publisher: Publisher): void {
    for (const event of wishes) publisher.publish(event);
    wishes = [];
  }

  function onCreated(window: BrowserWindow): void {
    send = createSender(window);
    window.once('closed', () => {
      isListening = false;
    });
    serveWindow({
      window,
      url: options.url,
      router: {
        handle: async (name, input) => (await serving).router.handle(name, input),
      },
      onListening() {
        isListening = true;
        void serving.then(({ publisher }) => {
          publisher.listening();
          grant(publisher);
        });
      },
      onAway() {
        isListening = false;
        void serving.then(({ publisher }) => publisher.away());
      },
      onRefused: (why) => log.warn(why),
    });
  }

  function serve(desk: Desk): { desk: Desk; router: Router; publisher: Publisher } {
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
    desk.writing.onChange((state) => publisher.publish({ type: 'writing', ...state }));
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
        gapMinutes: settings.get('gapMinutes'),
        settings: describe(),
        version: options.version,
      }),
      activity: (limit) => log.recent(limit),
      dataDir: options.dataDir,
      onError: (error) => log.error('Something unexpected went wrong.', { detail: error }),
      backing: options.backing(desk),
      accountSetup: { ...desk.accountSetup, client: () => desk.account.client },
      connecting: desk.connecting,
      search: desk.search,
      meanings: desk.meanings,
      testEndpoint: desk.testEndpoint,
      configuring: { settings, secrets: desk.secrets, describe },
    });
    const router = createRouter({
      schemas: requestSchemas,
      handlers,
      onUnexpected: (request, error) => {
        log.error(`A request of the window failed: ${request}.`, { detail: error });
      },
    });
    return { desk, router, publisher };
  }
}

/** Path of the built preload script, from the folder of the built main script. */
export function preloadPath(builtMain: string): string {
  return path.join(builtMain, '../preload/index.js');
}
