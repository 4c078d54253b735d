import path from 'node:path';
import type { Clock } from '../app/clock';
import type { DeskLog } from '../app/log';
import { OPERATOR } from '../app/operator';
import { createAttachments } from '../conversation/attachments';
import type { OutboxState } from '../../shared/connection';
import { countOutbox } from '../conversation/count-outbox';
import { createDeliveries } from '../conversation/deliveries';
import type { HandBack } from '../conversation/hand-back';
import { createOutbox, type Outbox } from '../conversation/outbox';
import type { ReportLinks } from '../conversation/report-links';
import type { SendParts } from '../conversation/send-message';
import { createWaitingMessages } from '../conversation/waiting-messages';
import type { ComposerParts } from '../ipc/composer-handlers';
import type { Provider } from '../ai/provider';
import type { Settings } from '../settings/settings';
import { createSenders } from '../twilio/senders';
import { createTemplates } from '../twilio/templates';
import { createOutgoingFiles, type OutgoingFiles } from '../webhook/outgoing-files';
import type { LiveAccount } from './live-account';

export interface SendingParts {
  readonly dataDir: string;
  readonly account: LiveAccount;
  readonly settings: Settings;
  readonly sending: SendParts;
  readonly provider: () => Provider;
  readonly holdsSecret: ComposerParts['holdsSecret'];
  readonly onWriting: NonNullable<ComposerParts['onWriting']>;
  readonly handBack: HandBack;
  readonly reports: ReportLinks;
  /** Gives the public address of a path of ours; undefined while Twilio does not reach us. */
  readonly linkTo: (path: string) => string | undefined;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  readonly writtenIn: ComposerParts['writtenIn'];
  readonly clock: Clock;
  readonly log: DeskLog;
  readonly onError: (error: unknown) => void;
}

/** What takes messages from the composer and brings them to Twilio. */
export interface Sending {
  readonly composer: ComposerParts;
  readonly outbox: Outbox;
  readonly files: OutgoingFiles;
  /** What is on its way out and what failed; what waits for its time is neither. */
  state(): OutboxState;
  /** Begins to send what is queued. */
  start(): void;
  /** The way to Twilio or from it may be there again: sends what waits for it and asks what became of all that is on its way. */
  wake(): void;
  /** Begins to send what waits for its time: once it is known what customers wrote while the console was closed. */
  startWaiting(): void;
  close(): Promise<void>;
}

/** Builds the parts that send, and hands them to each other. */
export function openSending(parts: SendingParts): Sending {
  const { account, settings, sending, clock, log, onError } = parts;
  const { store } = sending;
  const folder = path.join(parts.dataDir, 'media');
  const attachments = createAttachments({ folder, clock, newId: sending.newId });
  const files = createOutgoingFiles({ folder, keys: () => account.authTokens(), clock });
  const client = () => account.client;
  // The simulator's numbers are none that a real account could send from.
  const channels = () =>
    [...store.now.values('channels')].filter(({ simulated }) => !simulated || account.now.standIn !== null);
  const senders = createSenders({ client, account: () => account.now.accountSid, clock, channels });
  const templates = createTemplates({ client, accountSid: () => account.now.accountSid, clock });
  const outbox = createOutbox({
    store,
    clock,
    client,
    settings: sending.settings,
    reports: parts.reports,
    fileLink: (file) => parts.linkTo(files.path(file)),
    random: parts.random,
    log: (line, contact_id) => log.info(line, { contact_id }),
    onError,
  });
  const isReached = () => parts.linkTo('/') !== undefined;
  const deliveries = createDeliveries({ store, clock, client, isReported: isReached, onError });
  const waiting = createWaitingMessages({ ...sending, attachments, onError });
  let isClosed = false;
  return {
    composer: {
      ...sending,
      attachments,
      senders,
      templates,
      waiting,
      provider: parts.provider,
      holdsSecret: parts.holdsSecret,
      onWriting: parts.onWriting,
      onError,
      handBack: parts.handBack,
      writtenIn: parts.writtenIn,
      filesProblem: () =>
        !isReached()
          ? 'Twilio fetches files from this console, which has no public address now: no tunnel is up.'
          : null,
      setOperatorPhone: (phone) => settings.put('operatorPhone', phone, OPERATOR),
    },
    outbox,
    files,
    state() {
      const { pending, failed } = countOutbox(store.now);
      return { pending: Math.max(0, pending - waiting.count), failed };
    },
    start() {
      outbox.start();
      deliveries.start();
      attachments.tidy().catch(onError);
    },
    wake() {
      outbox.wake();
      deliveries.refresh();
    },
    startWaiting() {
      if (!isClosed) waiting.start();
    },
    async close() {
      isClosed = true;
      await waiting.close();
      await outbox.close();
      await deliveries.close();
    },
  };
}
