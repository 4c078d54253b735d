import type { CatchUpProgress, CatchUpResult, CatchUpState } from '../../shared/connection';
import { parseChannelAddress } from '../../shared/phone-address';
import { mayContainSid } from '../../shared/sid-mark';
import { isoNow } from '../app/clock';
import type { Log } from '../app/log';
import { fetchMedia, type MediaSource } from '../conversation/fetch-media';
import { isCallOver } from '../conversation/call-status';
import { receiveRecoveredCall } from '../conversation/receive-recovered-call';
import { receiveRecovered, type RecoverParts } from '../conversation/receive-recovered';
import type { Answerable } from '../conversation/reply-message';
import { catchUp, type CaughtUp } from '../twilio/catch-up';
import type { RemoteCall, RemoteMessage, TwilioClient } from '../twilio/client';
import type { MediaDownloads } from '../twilio/media';
import { parseInboundCall } from '../webhook/parse-inbound';
import { keepCaughtUpTo } from './caught-up-to';
import type { LiveAccount } from './live-account';
import { draftRecovered, MOST_DRAFTS, type DraftRecoveredParts } from './draft-recovered';

export interface CatchUpDeskParts extends RecoverParts, Pick<DraftRecoveredParts, 'rules' | 'autoReply'> {
  readonly account: LiveAccount;
  readonly media: MediaDownloads;
  readonly log: Log;
  readonly onError: (error: unknown) => void;
  /** Its state has changed. */
  readonly onChange: () => void;
}

/**
 * How long a webhook may be under way: Twilio gives one 15 s to be answered, and a second is its unit of time.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-faq
 */
const WEBHOOK_MS = 16_000;

/** Fetches what Twilio took while nobody listened. */
export interface CatchUp {
  readonly state: CatchUpState;
  /** Resolves when Twilio was asked and all was put in its place. @throws Error of the store */
  run(): Promise<void>;
  /** Stops the one that runs; what is in its place stays there, the rest comes with the next one. */
  stop(): void;
  /** Ends it: nothing is asked any more. Resolves when what was under way is over. */
  close(): Promise<void>;
}

/**
 * Makes it. It begins where each address was known to the last message; before the desk first knew an address of its
 * own, nothing is its business. Asked for while it runs, it runs once more: the lists that it has read already may lack
 * what came since. A message that is so new that its webhook may be on the way is left to that, and looked after later.
 */
export function createCatchUp(parts: CatchUpDeskParts): CatchUp {
  const { store, clock, log } = parts;
  const upTo = keepCaughtUpTo(store, clock);
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let abort = new AbortController();
  let progress: CatchUpProgress | null = null;
  let last: CatchUpResult | null = null;
  let cancelLater: (() => void) | null = null;
  let isClosed = false;
  return {
    get state() {
      return { running: progress, last };
    },
    run: ask,
    stop: () => abort.abort(),
    async close() {
      isClosed = true;
      cancelLater?.();
      abort.abort();
      await running?.catch(() => undefined);
    },
  };

  function ask(): Promise<void> {
    return running ? (next ??= running.then(start, start)) : start();
  }

  function start(): Promise<void> {
    next = null;
    if (isClosed) return Promise.resolve();
    abort = new AbortController();
    running = run(abort.signal).finally(() => {
      running = null;
      show(null);
    });
    return running;
  }

  function show(now: CatchUpProgress | null): void {
    progress = now;
    parts.onChange();
  }

  function lookLater(): void {
    cancelLater?.();
    cancelLater = clock.after(WEBHOOK_MS, () => {
      ask().catch(parts.onError);
    });
  }

  async function run(signal: AbortSignal): Promise<void> {
    const { client, now: account } = parts.account;
    // Nobody calls or writes to us at a verified caller ID, and neither Twilio nor the simulator knows what is the other's.
    const channels = [...store.now.values('channels')].filter(
      ({ verified, simulated = false }) => !verified && simulated === (account.standIn !== null),
    );
    const began = channels.map((channel) => channel.createdAt).sort()[0];
    if (began === undefined) return;
    const recovered: Answerable[] = [];
    const before = new Date(clock.now() - WEBHOOK_MS).toISOString();
    const lastKnown = newestKnown() ?? began;
    const caught = await catchUp(
      {
        client,
        signal,
        addresses: channels.map(({ communication_type: type, address }) => ({ type, address })),
        isKnown: async (remote) => {
          const stored = await find(remote);
          if (stored && isAwaitingMedia(stored)) await fetchAgain(client, stored, remote.sid);
          return stored !== null;
        },
        receive: async (remote, media) => {
          const kept = await receive(remote, media);
          if (kept) recovered.push(kept);
          return kept !== null;
        },
        receiveCall,
        onProgress: show,
        onMuch: (line) => log.info(line),
      },
      { since: (own) => upTo.of(own) ?? lastKnown, notBefore: began, before },
    );
    last = { at: isoNow(clock), ...resultOf(caught) };
    if (caught.left > 0 && !isClosed) lookLater();
    tell(caught);
    await upTo.advance(caught.whole, before);
    const without = await draftRecovered(parts, recovered, signal);
    if (without > 0) {
      log.info(
        `The AI drafted answers for the ${MOST_DRAFTS} conversations that waited longest. ${without} more have none: open one and ask for a draft there.`,
      );
    }
  }

  function tell({ problems, messages, calls, isStopped }: CaughtUp): void {
    for (const problem of problems) log.warn(problem);
    if (isStopped && !isClosed) log.info('Fetching what arrived meanwhile was stopped; the rest comes the next time.');
    if (messages > 0) {
      const what = messages === 1 ? '1 message' : `${messages} messages`;
      log.info(`${what} arrived while the console was offline and were put in their place.`);
    }
    if (calls > 0) {
      const what = calls === 1 ? '1 call was' : `${calls} calls were`;
      log.info(`${what} missed while the console was offline: see “Missed calls”.`);
    }
  }

  async function receive(remote: RemoteMessage, media: readonly MediaSource[]): Promise<Answerable | null> {
    const from = parseChannelAddress(remote.from);
    const kept = await receiveRecovered(
      parts,
      {
        sid: remote.sid,
        type: from.kind === 'whatsapp' ? 'whatsapp' : 'sms',
        from: from.address,
        to: parseChannelAddress(remote.to).address,
        body: remote.body,
        media,
        profileName: null,
        optOutType: undefined,
        extra: {},
      },
      remote.dateCreated,
    );
    if (kept && media.length > 0) download(kept, media);
    return kept;
  }

  /** One that still goes on may be on its way here; it is known by the next time. */
  async function receiveCall(remote: RemoteCall): Promise<boolean> {
    const { sid, from, to, status, startedAt, durationSeconds } = remote;
    const call = parseInboundCall({ CallSid: sid, From: from, To: to, CallStatus: status });
    if (!call || startedAt === null || !isCallOver(status)) return false;
    return (await receiveRecoveredCall(parts, call, { startedAt, durationSeconds })) !== null;
  }

  async function find(remote: RemoteMessage): Promise<Answerable | null> {
    const { address } = parseChannelAddress(remote.from);
    const entry = store.now.get('addresses', address);
    if (!entry || !mayContainSid(entry.sids, remote.sid)) return null;
    const message = (await store.conversation(address))
      .messages()
      .find((one) => one.metadata.twilioMessageSid === remote.sid);
    return message ? { address, contact_id: entry.contact_id, message } : null;
  }

  /** What an earlier run had begun to download when it ended. */
  async function fetchAgain(client: TwilioClient, stored: Answerable, sid: string): Promise<void> {
    download(stored, await client.listMedia(sid));
  }

  function download(to: Answerable, media: readonly MediaSource[]): void {
    fetchMedia(store, (id, links) => parts.media.download(id, links), to, media).catch(parts.onError);
  }

  function newestKnown(): string | null {
    let newest: string | null = null;
    for (const { lastInboundAt } of store.now.values('threads')) {
      if (lastInboundAt !== null && (newest === null || lastInboundAt > newest)) {
        newest = lastInboundAt;
      }
    }
    return newest;
  }
}

function resultOf({ messages, calls, isStopped, problems }: CaughtUp): Omit<CatchUpResult, 'at'> {
  return { messages, calls, isStopped, problems };
}

function isAwaitingMedia({ message }: Answerable): boolean {
  return message.media?.some((item) => item.file === null && item.problem === null) ?? false;
}
