import type { SecretKey } from '../../shared/contract/setting-definitions';
import type { ModeDefaults } from '../../shared/views';
import { endpointOrigin } from '../../shared/endpoint-origin';
import { tellActs } from '../activity/tell-acts';
import type { EndpointTest } from '../../shared/contract/endpoint-contract';
import type { KnowledgeSearch } from '../ai/knowledge-search';
import { NO_MEANINGS, type Meanings } from '../ai/meaning/meanings';
import { testEndpoint } from '../ai/test-endpoint';
import { createIds, type Clock } from '../app/clock';
import { endRestore } from '../backup/finish-restore';
import { settleRestored } from '../backup/settle-restored';
import type { DeskLog } from '../app/log';
import { createUnseenLosses, type UnseenLosses } from '../app/unseen-losses';
import { watchConnection, type ConnectionWatch } from '../app/watch-connection';
import { closeIdleSessions } from '../conversation/close-idle-sessions';
import { createManageSessions, type ManageSessions } from '../conversation/manage-sessions';
import { openConnecting, type OpenConnecting } from '../connect/open-connecting';
import { createPointSenders } from '../connect/point-senders';
import type { Outbox } from '../conversation/outbox';
import { createReportLinks } from '../conversation/report-links';
import { knowOwnAddresses } from '../conversation/own-addresses';
import type { SendParts } from '../conversation/send-message';
import { takeUpUnanswered } from '../conversation/take-up-unanswered';
import { wakeThreads } from '../conversation/wake-threads';
import type { AiHandlerParts } from '../ipc/ai-handlers';
import type { ComposerParts } from '../ipc/composer-handlers';
import { createWritingTeller, type WritingTeller } from '../ipc/tell-writing';
import type { ConnectionHandlerParts } from '../ipc/connection-handlers';
import type { Environment } from '../settings/environment-shape';
import type { Secret } from '../settings/secret';
import { openSecrets, type KeyStore, type Secrets } from '../settings/secrets';
import { createSettings, type Settings } from '../settings/settings';
import type { Disk } from '../store/disk';
import { openStore } from '../store/open-store';
import type { Store } from '../store/store';
import { createRestClient } from '../twilio/rest-client';
import { countRequests } from '../webhook/count-requests';
import { listen } from '../webhook/listen';
import { createOwnRequests } from '../webhook/own-requests';
import { createWebhookApp } from '../webhook/webhook-app';
import { createCatchUp } from './catch-up-desk';
import { openLiveAccount, type LiveAccount } from './live-account';
import { openAnswering } from './open-answering';
import { openSending } from './open-sending';
import { stayConnected } from './stay-connected';

export interface DeskOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: DeskLog;
  /** Where secrets that are set in the console are kept. Absent: nowhere, they hold for this run. */
  readonly keyStore?: KeyStore;
  /** What the search over the team's knowledge compares besides words. Absent: nothing. */
  readonly meanings?: Meanings;
  /** The file system that the store writes to; the machine's own unless said. */
  readonly disk?: Disk;
  /** Whether a backup has just taken the place of the data. */
  readonly isRestored?: boolean;
}

/** A running desk without a window: everything that happens, happens here. */
export interface Desk {
  readonly store: Store;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly sending: ComposerParts & AiHandlerParts;
  readonly outbox: Outbox;
  readonly sessions: ManageSessions;
  readonly connection: ConnectionWatch;
  /** Connecting an account, and looking after its senders. */
  readonly accountSetup: OpenConnecting;
  /** What a person can have done about the connection. */
  readonly connecting: ConnectionHandlerParts;
  /** What the data folder did not give back. */
  readonly losses: UnseenLosses;
  readonly modeDefaults: () => ModeDefaults;
  /** What the AI is writing just now. */
  readonly writing: WritingTeller;
  /** The one search over the team's knowledge. */
  readonly search: KnowledgeSearch;
  /** What that search compares besides words. */
  readonly meanings: Meanings;
  /** Tries the endpoint of the language model. */
  readonly testEndpoint: () => Promise<EndpointTest>;
  /** Where the webhook server listens. */
  readonly webhookUrl: string;
  /** The Twilio account, or in demo mode the simulator. */
  readonly account: LiveAccount;
  /** Brings all documents in the data folder up to date and leaves them so until the function that it gives is called. */
  readonly holdDocuments: () => Promise<() => void>;
  /** The machine was asleep: looks whether the tunnel still works and fetches what Twilio took meanwhile. */
  wake(): void;
  /** Takes no more requests, finishes what is under way, writes everything out. */
  close(): Promise<void>;
}

/**
 * Opens the desk: store, account, webhook server, AI, outbox, handed to each other.
 *
 * @throws PortTakenError, and what opening the data folder throws, each with a sentence for people
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { environment, clock, random, log, meanings = NO_MEANINGS } = options;
  const newId = createIds(clock, random);
  const onError = (error: unknown) => log.error('Something unexpected went wrong.', { detail: error });

  const store = await openStore({
    dir: environment.dataDir.value,
    clock,
    log,
    ...(options.disk ? { disk: options.disk } : {}),
  });
  if (options.isRestored) {
    const waiting = await settleRestored(store, clock);
    const were = waiting === 1 ? '1 message of the backup was' : `${waiting} messages of the backup were`;
    if (waiting > 0) log.warn(`${were} not sent: see “Failed sends”.`);
    await endRestore(environment.dataDir.value);
  }
  const secrets = await openSecrets({
    clock,
    dataDir: environment.dataDir.value,
    keyStore: options.keyStore ?? null,
    given: secretsGiven(environment),
    givenFor: { openaiApiKey: endpointOrigin(environment.openaiBaseUrl.value ?? '') },
    log,
  });
  const hasNgrokToken = () => secrets.get('ngrokAuthtoken') !== null;
  const settings = createSettings({ environment, store, clock, log, hasNgrokToken });
  const sending: SendParts = { store, clock, newId, settings: () => settings.desk() };
  const ownAddresses = knowOwnAddresses(store, clock, newId);
  const account = await openLiveAccount({
    ...{ environment, settings, secrets, store, ownAddresses, clock, random, log, onError },
  });
  // Before the first request: what is open then was left open by an earlier run.
  await takeUpUnanswered(store, clock);

  /** Where Twilio reaches us; null while it does not. */
  const reachedAt = () => connected.publicBase() ?? (account.now.isLocal ? server.url : null);
  const linkTo = (path: string) => {
    const base = reachedAt();
    return base === null ? undefined : base + path;
  };
  const reports = createReportLinks(linkTo);
  const writing = createWritingTeller(clock);
  const onWriting: WritingTeller['write'] = (...line) => writing.write(...line);
  const answering = openAnswering({
    ...{ environment, account, settings, secrets, sending, ownAddresses, reports, random, onWriting, log, onError },
    meanings,
  });
  const { handlers, writtenIn, autoReply, handBack, media, provider, holdsSecret, rules, breaker } = answering;
  const { endpoint, watchSilence } = answering;
  const { composer, outbox, files, ...sender } = openSending({
    ...{
      account,
      settings,
      sending,
      writtenIn,
      provider,
      holdsSecret,
      onWriting,
      handBack,
      reports,
      linkTo,
      clock,
      log,
      onError,
    },
    dataDir: environment.dataDir.value,
    random: () => (random(1)[0] ?? 0) / 256,
  });
  const counter = countRequests(clock, () => connection.touch());
  const authTokens = () => account.authTokens();
  const accountSid = () => account.now.accountSid;
  const own = createOwnRequests({ accountSid, authTokens }, random);
  const app = createWebhookApp({
    credentials: {
      ...{ accountSid, authTokens, publicBases: () => connected.bases() },
      signedWith: (token) => account.signedWith(token),
    },
    ...{ handlers, own, counter, files, onError },
  });
  // A port that was set in the console may be taken too; without the console it could not be set back.
  const server = await listen(app, settings.get('port'), settings.isLocked('port'));
  const wantedPort = settings.get('port');
  if (wantedPort !== 0 && server.port !== wantedPort) {
    log.warn(`Port ${wantedPort} is in use by another program, so port ${server.port} is used.`);
  }
  const touch = () => connection.touch();
  const catchUp = createCatchUp({
    ...{ ...sending, account, media, rules, autoReply, log, onError },
    onChange: touch,
  });
  const pointing = createPointSenders({ client: () => account.client, store, clock, log });
  const connected = stayConnected({
    ...{ settings, secrets, account, store, pointing, own, catchUp, clock, log, server, onError },
    random: () => (random(1)[0] ?? 0) / 256,
    onReached: () => sender.wake(),
    onAccount: () => account.now.standIn?.pointAt(server.url),
    onChange: touch,
  });
  const losses = createUnseenLosses(store, () => connection.touch());
  const connection = watchConnection(clock, () => ({
    ...connected.state(),
    webhook: counter.state(server.url),
    outbox: sender.state(),
    store: {
      state: store.problem ? 'problem' : 'ok',
      reason: store.problem && `${store.problem.message} ${store.problem.remedy}`,
      losses: losses.state(),
      dataDir: environment.dataDir.value,
    },
  }));
  const stopWatching = [
    store.subscribe(() => connection.touch()),
    store.onProblem(() => connection.touch()),
    store.onLoss(() => connection.touch()),
    tellActs(store, log),
    wakeThreads(store, clock, onError),
    watchSilence(),
    closeIdleSessions(store, clock, () => settings.desk().gapMs, onError),
  ];
  const accountSetup = openConnecting({
    ...{ store, clock, newId, log, settings, secrets, account, pointing },
    clientFor: (credentials) =>
      createRestClient({ credentials: () => ({ ...credentials, baseUrl: environment.twilioApiBaseUrl.value }) }),
    base: reachedAt,
    onVerified: () => void composer.senders.list(true).catch(onError),
  });
  sender.start();
  void connected.begin().finally(() => sender.startWaiting());

  return {
    ...{ store, settings, secrets, outbox, connection, accountSetup, losses, writing },
    sending: { ...composer, breaker },
    search: answering.search,
    meanings,
    testEndpoint: () => testEndpoint(endpoint(), clock),
    connecting: {
      retry: () => connected.retry(),
      test: () => connected.test(),
      fetch: () => connected.fetch(),
      stopFetching: () => catchUp.stop(),
    },
    sessions: createManageSessions(store, clock, newId),
    modeDefaults: () => ({
      aiEnabled: settings.get('aiEnabled'),
      defaultMode: settings.get('defaultMode'),
    }),
    webhookUrl: server.url,
    account,
    holdDocuments: () => store.holdDocuments(),
    wake: () => connected.wake(),
    async close() {
      for (const stop of stopWatching) stop();
      catchUp.stop();
      const serverClosed = server.close();
      await autoReply.close();
      await serverClosed;
      accountSetup.close();
      await connected.close();
      await sender.close();
      await media.close();
      connection.close();
      settings.close();
      await account.close();
      await store.close();
    },
  };
}

function secretsGiven(environment: Environment): Readonly<Record<SecretKey, Secret | null>> {
  const { account, openaiApiKey, ngrokAuthtoken } = environment;
  return {
    openaiApiKey: openaiApiKey.value,
    ngrokAuthtoken: ngrokAuthtoken.value,
    twilioAuthToken: account.kind === 'twilio' ? account.authToken : null,
    twilioAuthTokenBefore: null,
    twilioAuthTokenNext: null,
  };
}
