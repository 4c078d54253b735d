import { toChannelAddress } from '../../shared/phone-address';
import type { CommunicationType } from '../../shared/domain';
import type { RemoteCall, RemoteMessage, TwilioClient } from './client';

/** Twilio promises to filter by the day only, so a day more is asked for. Source: the Message resource, `DateSent`. */
const OVERLAP_MS = 24 * 3600_000;
/** Twilio tells the time by the second: a message may seem to be up to one older than it is. */
const SECOND_MS = 1000;
/** Most messages that are fetched for one address: a day offline at the speed of a busy number. */
const LIMIT = 5000;

export interface CatchUpParts {
  readonly client: TwilioClient;
  /** Our own addresses, without a channel prefix. */
  readonly addresses: () => readonly { readonly type: CommunicationType; readonly address: string }[];
  /** Puts a message in its place, once, without answering it. Gives whether it was new. */
  readonly receive: (
    message: RemoteMessage,
    media: readonly { url: string; contentType: string }[],
  ) => Promise<boolean>;
  /** Puts a call that is over in its place, once. Gives whether it was new. */
  readonly receiveCall: (call: RemoteCall) => Promise<boolean>;
  /** Whether a message of this SID is surely known already, so that nothing about it has to be asked. */
  readonly isKnown: (message: RemoteMessage) => boolean | Promise<boolean>;
}

/** Which time is looked through, each ISO 8601. */
export interface CatchUpSpan {
  /** When the console last listened; a day more is looked through. */
  readonly since: string;
  /** Nothing older is taken: the time before this console had anything to do with the account. */
  readonly notBefore?: string | null;
  /** Nothing newer is taken: its webhook may still be on the way, and that one can be answered. */
  readonly before: string;
}

export interface CaughtUp {
  /** How many messages and calls were new. */
  readonly messages: number;
  readonly calls: number;
  /** How many messages that are not known yet were left alone, as too new. */
  readonly left: number;
  /** One sentence for each address that could not be asked, or message that could not be taken. */
  readonly problems: readonly string[];
}

/**
 * Fetches what Twilio took while nobody listened, oldest first, so that it groups into sessions as it would have. One
 * address that cannot be asked does not keep the others from it.
 */
export async function catchUp(parts: CatchUpParts, span: CatchUpSpan): Promise<CaughtUp> {
  const { since, notBefore, before } = span;
  const from = Math.max(Date.parse(since) - OVERLAP_MS, Date.parse(notBefore ?? '') || 0);
  const after = new Date(Math.floor(from / SECOND_MS) * SECOND_MS).toISOString();
  const problems: string[] = [];
  const found = new Map<string, RemoteMessage>();
  const calls = new Map<string, RemoteCall>();
  for (const { type, address } of parts.addresses()) {
    try {
      if (type !== 'voice') {
        const to = toChannelAddress(type, address);
        for (const message of await parts.client.listMessages({ to, sentAfter: after, limit: LIMIT })) {
          if (message.direction === 'inbound' && message.dateCreated >= after) found.set(message.sid, message);
        }
      } else {
        for (const call of await parts.client.listCalls({ to: address, startedAfter: after, limit: LIMIT })) {
          if (call.direction === 'inbound' && (call.startedAt ?? '') >= after) calls.set(call.sid, call);
        }
      }
    } catch (error) {
      problems.push(`What arrived at ${toChannelAddress(type, address)} meanwhile is not known: ${textOf(error)}`);
    }
  }

  // Twilio tells the time by the second and lists the newest first: turned around, those of one second stay in order.
  const messages = [...found.values()].reverse().sort((a, b) => compare(a.dateCreated, b.dateCreated));
  const caught = { messages: 0, calls: 0, left: 0 };
  for (const message of messages) {
    try {
      if (await parts.isKnown(message)) continue;
      if (message.dateCreated > before) {
        caught.left += 1;
        continue;
      }
      const media = message.numMedia > 0 ? await parts.client.listMedia(message.sid) : [];
      if (await parts.receive(message, media)) caught.messages += 1;
    } catch (error) {
      problems.push(`A message that arrived meanwhile could not be kept: ${textOf(error)}`);
    }
  }
  for (const call of [...calls.values()].sort((a, b) => compare(a.startedAt ?? '', b.startedAt ?? ''))) {
    try {
      if (await parts.receiveCall(call)) caught.calls += 1;
    } catch (error) {
      problems.push(`A call that came meanwhile could not be kept: ${textOf(error)}`);
    }
  }
  return { ...caught, problems };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : 'nobody knows why.';
}
