import type { Change } from '../../shared/changes';
import type { EndpointTest } from '../../shared/contract/endpoint-contract';
import type { ActivityLine, AiState, RequestOutput, requestSchemas, Snapshot } from '../../shared/ipc-contract';
import type { ModeDefaults, ViewCounts } from '../../shared/views';
import { isoNow, type Clock } from '../app/clock';
import { OPERATOR } from '../app/operator';
import type { ManageSessions } from '../conversation/manage-sessions';
import type { Outbox } from '../conversation/outbox';
import { openThread, readOlder, readPage } from '../conversation/read-threads';
import { addNote } from '../conversation/add-note';
import { discardDraft } from '../conversation/discard-draft';
import type { Store } from '../store/store';
import { createAiHandlers, type AiHandlerParts } from './ai-handlers';
import { createBackupHandlers, type BackupHandlerParts } from './backup-handlers';
import { createComposerHandlers, type ComposerDesktop, type ComposerParts } from './composer-handlers';
import { createConnectHandlers, type ConnectHandlerParts } from './connect-handlers';
import { createConnectionHandlers, type ConnectionHandlerParts } from './connection-handlers';
import { createContactsHandlers } from './contacts-handlers';
import { createKnowledgeHandlers, type KnowledgeParts } from './knowledge-handlers';
import { createLongWork } from './long-work';
import { createPagesHandlers, type PagesParts } from './pages-handlers';
import { Problem } from './problem';
import type { Handlers } from './router';
import { createSearchHandlers } from './search-handlers';
import { createSettingsHandlers, type ConfiguringParts } from './settings-handlers';

/** What the operator's window can ask for goes to these parts. */
export interface DeskParts extends ComposerParts, ComposerDesktop, PagesParts, AiHandlerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly sessions: ManageSessions;
  readonly modeDefaults: () => ModeDefaults;
  readonly counts: () => ViewCounts;
  readonly ai: { state(): AiState; switch(enabled: boolean, by: string): Promise<void> };
  readonly desk: () => Pick<Snapshot, 'connection' | 'gapMinutes' | 'settings' | 'version'>;
  readonly configuring: ConfiguringParts;
  readonly search: KnowledgeParts['search'];
  readonly meanings: KnowledgeParts['meanings'];
  readonly testEndpoint: () => Promise<EndpointTest>;
  readonly accountSetup: ConnectHandlerParts;
  readonly backing: BackupHandlerParts;
  readonly connecting: ConnectionHandlerParts;
  readonly activity: (limit: number) => readonly ActivityLine[];
  readonly copyText: (text: string) => void;
  readonly openLink: (url: string) => Promise<boolean>;
  /** Asks where to and writes; null when the person thought better of it. */
  readonly saveMedia: (file: string) => Promise<string | null>;
  readonly saveJson: (name: string, content: unknown) => Promise<string | null>;
  readonly chooseKnowledgeFile: KnowledgeParts['chooseKnowledgeFile'];
  readonly showSimulator: () => void;
}

/** Makes the functions behind the operator's window. */
export function createDeskHandlers(parts: DeskParts): Handlers<typeof requestSchemas, RequestOutput> {
  const { store, clock, sessions } = parts;
  const at = () => isoNow(clock);
  const work = createLongWork();

  return {
    'desk.snapshot': ({ view }) => ({
      seq: store.seq,
      counts: parts.counts(),
      channels: [...store.now.values('channels')],
      ai: parts.ai.state(),
      ...parts.desk(),
      view,
      page: readPage(store.now, parts.modeDefaults(), view, null, 100),
    }),
    'threads.page': ({ view, after, limit }) => readPage(store.now, parts.modeDefaults(), view, after, limit),
    'thread.open': ({ contact_id, limit, at: reach }) => openThread(store, contact_id, limit, reach),
    'thread.older': ({ contact_id, before, limit }) => readOlder(store, contact_id, before, limit),
    'thread.read': ({ contact_id }) =>
      happen((store.now.get('threads', contact_id)?.unread ?? 0) > 0 ? [{ type: 'thread.read', contact_id }] : []),
    'thread.mode': ({ contact_id, mode }) =>
      mode === 'auto'
        ? parts.handBack.switchToAuto(contact_id).then(nothing)
        : happen([{ type: 'mode.set', contact_id, mode: { value: mode, by: OPERATOR, at: at() } }]),
    'thread.state': ({ contact_id, state, until }) => happen([{ type: 'thread.state', contact_id, state, until }]),
    'message.retry': async (job) => {
      await parts.outbox.retry(job);
      return null;
    },
    'note.add': async (note) => {
      await addNote(parts, note);
      return { message_id: note.message_id };
    },
    'draft.discard': (draft) => discardDraft(parts, draft),
    'session.close': (ref) => sessions.close(ref).then(nothing),
    'session.reopen': (ref) => sessions.reopen(ref).then(nothing),
    'session.retitle': ({ title, ...ref }) => sessions.retitle(ref, title).then(nothing),
    'session.merge': async ({ address, from, into }) => ({
      undo_id: await sessions.merge(address, from, into),
    }),
    'session.delete': async (ref) => ({ undo_id: await sessions.remove(ref) }),
    'session.undo': ({ undo_id }) => sessions.undo(undo_id).then(nothing),
    'session.export': async ({ address, session_id }) => {
      const conversation = await store.conversation(address);
      const session = conversation.session(session_id);
      if (!session) throw new Problem('not-found', 'This session is not there any more.');
      const messages = conversation.messages().filter((one) => one.session_id === session_id);
      const content = { format: 'switchboard/1', exportedAt: at(), sessions: [session], messages };
      return { file: await parts.saveJson(`session-${session_id}.json`, content) };
    },
    'ai.switch': ({ enabled }) => parts.ai.switch(enabled, OPERATOR).then(nothing),
    'activity.read': ({ limit }) => parts.activity(limit),
    'media.save': async ({ address, message_id, index }) => {
      const message = (await store.conversation(address)).message(message_id);
      const file = message?.media?.find((item) => item.index === index)?.file;
      if (!file) {
        throw new Problem('not-found', 'This file has not been fetched from Twilio (yet).');
      }
      return { file: await parts.saveMedia(file) };
    },
    'link.open': async ({ url }) => ({ opened: await parts.openLink(url) }),
    'text.copy': ({ text }) => {
      parts.copyText(text);
      return null;
    },
    ...createSettingsHandlers(parts.configuring),
    ...createPagesHandlers(parts, work),
    ...createBackupHandlers(parts.backing, work),
    ...createContactsHandlers(parts),
    ...createConnectionHandlers(parts.connecting),
    ...createComposerHandlers(parts),
    ...createSearchHandlers(store, work),
    ...createConnectHandlers(parts.accountSetup),
    ...createKnowledgeHandlers({ ...parts, operatorName: () => parts.configuring.settings.get('operatorName') }, work),
    ...createAiHandlers(parts),
    'endpoint.test': () => parts.testEndpoint(),
    'simulator.show': () => {
      parts.showSimulator();
      return null;
    },
  };

  /** Makes changes to threads that are known. */
  async function happen(changes: readonly Change[]): Promise<null> {
    return store.commit((now) => {
      for (const change of changes) {
        if ('contact_id' in change && !now.get('threads', change.contact_id)) {
          throw new Problem('not-found', 'This conversation is not there any more.');
        }
      }
      return { changes, result: null };
    });
  }
}

function nothing(): null {
  return null;
}
