import path from 'node:path';
import type { TwilioState } from '../../shared/connection';
import type { ModeDefaults } from '../../shared/views';
import { createProviderChooser } from '../ai/choose-provider';
import { createIds, type Clock } from '../app/clock';
import type { DeskLog } from '../app/log';
import { watchConnection, type ConnectionWatch } from '../app/watch-connection';
import { createAutoReply } from '../conversation/auto-reply';
import { closeIdleSessions } from '../conversation/close-idle-sessions';
import { countDeskReplies } from '../conversation/count-desk-replies';
import { countOutbox } from '../conversation/count-outbox';
import { reportCall } from '../conversation/end-call';
import { fetchMedia } from '../conversation/fetch-media';
import { createManageSessions, type ManageSessions } from '../conversation/manage-sessions';
import { createOutbox, type Outbox } from '../conversation/outbox';
import { knowOwnAddresses } from '../conversation/own-addresses';
import { createReceiveMessage, type ReceiveParts } from '../conversation/receive-message';
import { createReportStatus } from '../conversation/report-status';
import type { SendParts } from '../conversation/send-message';
import { createTakeCall } from '../conversation/take-call';
import { takeUpUnanswered } from '../conversation/take-up-unanswered';
import type { Environment } from '../settings/environment-shape';
import { createSettings, type Settings } from '../settings/settings';
import type { TwilioStandIn } from '../simulator/stand-in';
import { openStore } from '../store/open-store';
import type { Store } from '../store/store';
import { checkAccount } from '../twilio/check-account';
import { createMediaDownloads, type MediaDownloads } from '../twilio/media';
import { countRequests } from '../webhook/count-requests';
import { listen } from '../webhook/listen';
import { createWebhookApp } from '../webhook/webhook-app';
import { createCatchUp } from './catch-up-desk';
import { openAccount } from './open-account';

export interface DeskOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: DeskLog;
}

/** A running desk without a window: everything that happens, happens here. */
export interface Desk {
  readonly store: Store;
  readonly settings: Settings;
  readonly sending: SendParts;
  readonly outbox: Outbox;
  readonly sessions: ManageSessions;
  readonly connection: ConnectionWatch;
  readonly modeDefaults: () => ModeDefaults;
  /** Where the webhook server listens. */
  readonly webhookUrl: string;
  /** The simulator of demo mode. */
  readonly standIn: TwilioStandIn | null;
  /** Fetches what Twilio took while nobody listened: after sleep, say. */
  readonly catchUp: () => Promise<void>;
  /** Takes no more requests, finishes what is under way, writes everything out. */
  close(): Promise<void>;
}

/**
 * Opens the desk: store, account, webhook server, AI, outbox, handed to each other.
 *
 * @throws PortTakenError, and what opening the data folder throws, each with a sentence for people
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { environment, clock, random, log } = options;
  const newId = createIds(clock, random);
  const onError = (error: unknown) => log.error('Something unexpected went wrong.', { detail: error });
  const say = (line: string, contact_id: string) => log.info(line, { contact_id });

  const store = await openStore({ dir: environment.dataDir.value, clock, log });
  const account = await openAccount(environment, clock, random);
  log.hide(account.authToken());
  const settings = createSettings({ environment, store, clock, log });
  const desk = () => settings.desk();
  const modeDefaults = () => ({
    aiEnabled: settings.get('aiEnabled'),
    defaultMode: settings.get('defaultMode'),
  });
  const ownAddresses = knowOwnAddresses(store, clock, newId);
  await ownAddresses.learn(account.addresses);
  const deskReplies = countDeskReplies(store, clock);
  const chooseProvider = createProviderChooser(clock);
  const openai = {
    baseUrl: environment.openaiBaseUrl.value,
    model: environment.openaiModel.value,
    apiKey: () => environment.openaiApiKey.value?.reveal() ?? null,
  };
  const provider = () => chooseProvider({ provider: settings.get('provider'), openai });

  const sending: SendParts = { store, clock, newId, settings: desk };
  const answering = { ...sending, provider, onError, log: say };
  const autoReply = createAutoReply(answering);
  const receiving = { ...answering, ownAddresses: () => ownAddresses.all(), deskReplies };
  const media = createMediaDownloads({
    folder: path.join(environment.dataDir.value, 'media'),
    accountSid: account.accountSid,
    authToken: () => account.authToken(),
    apiBaseUrl: account.apiBaseUrl,
    clock,
    random: () => (random(1)[0] ?? 0) / 256,
  });
  const onMedia: ReceiveParts['onMedia'] = (to, sources) => {
    const download: MediaDownloads['download'] = (id, links) => media.download(id, links);
    fetchMedia(store, download, to, sources).catch(onError);
  };
  const receiveMessage = createReceiveMessage({ ...receiving, autoReply, onMedia });
  const takeCall = createTakeCall(receiving);
  const reportStatus = createReportStatus(store, clock);

  const publicBase: string | null = environment.publicUrl.value;
  const counter = countRequests(clock, () => connection.touch());
  const app = createWebhookApp({
    credentials: {
      accountSid: account.accountSid,
      authToken: () => account.authToken(),
      publicBase: () => publicBase ?? server.url,
    },
    handlers: {
      message: (message) => receiveMessage.fromWebhook(message),
      call: (call, step) => takeCall.step(call, step),
      status: (report) => (report.kind === 'message' ? reportStatus.report(report) : reportCall(store, clock, report)),
    },
    counter,
    onError,
  });
  // Before the first request: what is open then was left open by an earlier run.
  await takeUpUnanswered(store, clock);
  const server = await listen(app, environment.port.value, environment.port.from !== 'default');
  account.standIn?.pointAt(server.url);

  const outbox = createOutbox({
    store,
    clock,
    client: () => account.client,
    statusCallback: () => {
      const base = publicBase ?? (account.isLocal ? server.url : null);
      return base === null ? undefined : `${base}/api/webhooks/status`;
    },
    earlyReport: (sid) => reportStatus.early(sid),
    log: say,
    onError,
  });
  let twilioState: TwilioState = {
    state: account.standIn ? 'demo' : 'checking',
    accountSid: account.accountSid,
    reason: null,
  };
  const connection = watchConnection(clock, () => ({
    tunnel: { kind: 'off', state: 'off', url: publicBase, reason: null, retryAt: null },
    webhook: counter.state(server.url),
    twilio: twilioState,
    outbox: countOutbox(store.now),
    store: {
      state: store.problem ? 'problem' : 'ok',
      reason: store.problem?.message ?? null,
      dataDir: environment.dataDir.value,
    },
  }));
  const stopWatching = [
    store.subscribe(() => connection.touch()),
    store.onProblem(() => connection.touch()),
    closeIdleSessions(store, clock, () => desk().gapMs, onError),
  ];
  outbox.start();
  const catchUp = createCatchUp({ ...sending, client: account.client, media, log, onError });
  if (!account.standIn) {
    void checkAccount(account.client, account.accountSid, account.phoneNumber).then((state) => {
      twilioState = state;
      connection.touch();
      if (state.reason !== null) log.warn(state.reason);
      if (state.state === 'ok') catchUp().catch(onError);
    });
  }

  return {
    store,
    settings,
    sending,
    outbox,
    sessions: createManageSessions(store, clock, newId),
    connection,
    modeDefaults,
    webhookUrl: server.url,
    standIn: account.standIn,
    catchUp: () => catchUp().catch(onError),
    async close() {
      for (const stop of stopWatching) stop();
      const closing = server.close();
      await autoReply.close();
      await closing;
      await outbox.close();
      await media.close();
      connection.close();
      settings.close();
      await account.close();
      await store.close();
    },
  };
}
