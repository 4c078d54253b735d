import path from 'node:path';
import { createProviderChooser, endpointOf } from '../ai/choose-provider';
import { createHandOffLine } from '../ai/hand-off-line';
import { createKnowledgeSearch, type KnowledgeSearch } from '../ai/knowledge-search';
import { createLanguageGuess } from '../ai/language-guess';
import type { Meanings } from '../ai/meaning/meanings';
import { givenPrice } from '../ai/model-prices';
import type { Endpoint } from '../ai/openai-client';
import type { Provider } from '../ai/provider';
import type { DeskLog } from '../app/log';
import { createAutoReply, type AutoReply, type AutoReplyParts } from '../conversation/auto-reply';
import { createDeskBreaker, type DeskBreaker } from '../conversation/desk-breaker';
import { reportCall } from '../conversation/end-call';
import { createHandBack, type HandBack } from '../conversation/hand-back';
import { fetchMedia } from '../conversation/fetch-media';
import type { OwnAddresses } from '../conversation/own-addresses';
import { createReceiveMessage, type ReceiveMessage } from '../conversation/receive-message';
import { createReplyRules, type ReplyRules } from '../conversation/reply-rules';
import type { ReportLinks } from '../conversation/report-links';
import { createReportStatus } from '../conversation/report-status';
import { reportPlacedCall } from '../conversation/report-placed-call';
import type { SendParts } from '../conversation/send-message';
import { createTakeCall } from '../conversation/take-call';
import { watchSilence } from '../conversation/watch-silence';
import type { Environment } from '../settings/environment-shape';
import { createSecretFinder } from '../settings/find-secrets';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import { createMediaDownloads, type MediaDownloads } from '../twilio/media';
import type { WebhookHandlers } from '../webhook/webhook-app';
import type { LiveAccount } from './live-account';

export interface AnsweringParts {
  readonly environment: Environment;
  readonly account: LiveAccount;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly sending: SendParts;
  readonly ownAddresses: OwnAddresses;
  readonly reports: ReportLinks;
  readonly random: (bytes: number) => Uint8Array;
  /** What the search over the team's knowledge compares besides words. */
  readonly meanings: Meanings;
  /** Told what the AI is writing, as far as it is. */
  readonly onWriting: NonNullable<AutoReplyParts['onWriting']>;
  readonly log: DeskLog;
  readonly onError: (error: unknown) => void;
}

/** What takes and answers whatever Twilio posts. */
export interface Answering {
  readonly handlers: WebhookHandlers;
  readonly writtenIn: ReceiveMessage['writtenIn'];
  readonly autoReply: AutoReply;
  readonly handBack: HandBack;
  readonly media: MediaDownloads;
  readonly rules: ReplyRules;
  readonly breaker: DeskBreaker;
  /** Begins to look after hand-overs that nobody takes up; gives the function that stops it. */
  readonly watchSilence: () => () => void;
  /** Who writes for the AI, as the settings have it now. */
  readonly provider: () => Provider;
  readonly holdsSecret: AutoReplyParts['holdsSecret'];
  /** The one search over the team's knowledge. */
  readonly search: KnowledgeSearch;
  /** The endpoint of the language model, as the settings have it now. */
  readonly endpoint: () => Endpoint;
}

/** Builds the parts that receive and answer, and hands them to each other. */
export function openAnswering(parts: AnsweringParts): Answering {
  const { environment, account, settings, secrets, sending, onError } = parts;
  const { store, clock } = sending;
  const { meanings } = parts;
  const search = createKnowledgeSearch(meanings);
  const chooseProvider = createProviderChooser(clock, parts.random, search, meanings);
  const openai = () => ({
    baseUrl: settings.get('openaiBaseUrl') || null,
    model: settings.get('openaiModel') || null,
    apiKey: (origin: string) => secrets.getFor('openaiApiKey', origin)?.reveal() ?? null,
    price: givenPrice(settings.get('modelPriceIn'), settings.get('modelPriceOut')),
  });
  const provider = () =>
    chooseProvider({
      provider: settings.get('provider'),
      openai: openai(),
      maxSegments: settings.get('maxSegments'),
    });
  const handingOver = createHandOffLine(() => settings.get('handOffLine'), createLanguageGuess());
  const answering = {
    ...sending,
    reports: parts.reports,
    provider: () => handingOver(provider()),
    holdsSecret: createSecretFinder(secrets),
    onWriting: parts.onWriting,
    log: (line: string, contact_id: string) => parts.log.info(line, { contact_id }),
    onError,
  };
  const breaker = createDeskBreaker(store, clock);
  const receiving = {
    ...answering,
    breaker,
    rules: createReplyRules({ clock, ownAddresses: () => parts.ownAddresses.all(), breaker }),
  };
  const media = createMediaDownloads({
    folder: path.join(environment.dataDir.value, 'media'),
    account: () => account.now,
    clock,
    random: () => (parts.random(1)[0] ?? 0) / 256,
  });
  const download: MediaDownloads['download'] = (id, links) => media.download(id, links);
  const autoReply = createAutoReply(receiving);
  const receiveMessage = createReceiveMessage({
    ...receiving,
    autoReply,
    onMedia: (to, sources) => {
      fetchMedia(store, download, to, sources).catch(onError);
    },
  });
  const takeCall = createTakeCall(receiving);
  const reportStatus = createReportStatus({ store, clock, log: (line) => parts.log.warn(line) });
  return {
    handlers: {
      message: (message) => receiveMessage.fromWebhook(message),
      call: (call, step) => takeCall.step(call, step),
      status: (report) =>
        report.kind === 'message'
          ? reportStatus(report)
          : report.about === null
            ? reportCall(store, clock, report)
            : reportPlacedCall({ store, clock, client: () => account.client, onError }, report),
    },
    writtenIn: (message) => receiveMessage.writtenIn(message),
    provider: answering.provider,
    holdsSecret: answering.holdsSecret,
    search,
    endpoint: () => endpointOf(openai()),
    rules: receiving.rules,
    breaker,
    watchSilence: () => watchSilence(receiving),
    autoReply,
    handBack: createHandBack({ ...receiving, autoReply }),
    media,
  };
}
