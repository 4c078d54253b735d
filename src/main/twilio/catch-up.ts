import type { CatchUpProgress } from '../../shared/connection';
import { showAddress, toChannelAddress } from '../../shared/phone-address';
import type { OwnAddress } from '../conversation/own-addresses';
import type { RemoteCall, RemoteMessage, TwilioClient } from './client';

/** Twilio promises to filter by the day only, so a day more is asked for. Source: the Message resource, `DateSent`. */
const OVERLAP_MS = 24 * 3600_000;
/** Twilio tells the time by the second: a message may seem to be up to one older than it is. */
const SECOND_MS = 1000;
/** How many are asked for of one address; all of them, where that is not enough. */
const LIMITS: readonly number[] = [10_000, 100_000, 1_000_000];

export interface CatchUpParts {
  readonly client: Pick<TwilioClient, 'listMessages' | 'listCalls' | 'listMedia'>;
  readonly addresses: readonly OwnAddress[];
  /** Puts a message in its place, once, without answering it. Gives whether it was new. */
  readonly receive: (
    message: RemoteMessage,
    media: readonly { url: string; contentType: string }[],
  ) => Promise<boolean>;
  /** Puts a call that is over in its place, once. Gives whether it was new. */
  readonly receiveCall: (call: RemoteCall) => Promise<boolean>;
  /** Whether a message of this SID is surely known already, so that nothing about it has to be asked. */
  readonly isKnown: (message: RemoteMessage) => boolean | Promise<boolean>;
  readonly onProgress: (progress: CatchUpProgress) => void;
  /** Told a sentence where an address has so much that it takes its time. */
  readonly onMuch: (line: string) => void;
  /** Ends it after what is under way. */
  readonly signal: AbortSignal;
}

/** Which time is looked through, each ISO 8601. */
export interface CatchUpSpan {
  /** Up to when all of an address is known; a day more is looked through. */
  readonly since: (own: OwnAddress) => string;
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
  readonly isStopped: boolean;
  /** The addresses of which now everything is known that is older than `before`. */
  readonly whole: readonly OwnAddress[];
}

interface Found {
  readonly own: OwnAddress;
  /** ISO 8601. */
  readonly at: string;
  readonly place: () => Promise<void>;
}

/**
 * Fetches what Twilio took while nobody listened, oldest first, so that it groups into sessions as it would have. One
 * address that cannot be asked does not keep the others from it.
 */
export async function catchUp(parts: CatchUpParts, span: CatchUpSpan): Promise<CaughtUp> {
  const { client, signal, addresses } = parts;
  const problems: string[] = [];
  const failed = new Set<OwnAddress>();
  const found = new Map<string, Found>();
  const caught = { messages: 0, calls: 0, left: 0 };
  const report = (address: number, placed: number) =>
    parts.onProgress({ address, addresses: addresses.length, found: found.size, placed });

  for (const [index, own] of addresses.entries()) {
    if (signal.aborted) break;
    report(index + 1, 0);
    try {
      await (own.type === 'voice' ? findCalls(own) : findMessages(own));
    } catch (error) {
      failed.add(own);
      problems.push(`What arrived at ${showAddress(own.address)} meanwhile is not known: ${textOf(error)}`);
    }
  }

  // Twilio tells the time by the second and lists the newest first: turned around, those of one second stay in order.
  let placed = 0;
  for (const one of [...found.values()].reverse().sort((a, b) => compare(a.at, b.at))) {
    if (signal.aborted) break;
    try {
      await one.place();
    } catch (error) {
      failed.add(one.own);
      problems.push(`What arrived meanwhile could not all be kept: ${textOf(error)}`);
    }
    report(addresses.length, ++placed);
  }
  const isStopped = signal.aborted;
  return { ...caught, problems, isStopped, whole: isStopped ? [] : addresses.filter((own) => !failed.has(own)) };

  async function findMessages(own: OwnAddress): Promise<void> {
    const to = toChannelAddress(own.type, own.address);
    const sentAfter = beginning(own);
    for (const message of await allOf(own, (limit) => client.listMessages({ to, sentAfter, limit }))) {
      if (message.direction !== 'inbound' || message.dateCreated < sentAfter || found.has(message.sid)) continue;
      if (signal.aborted) return;
      if (await parts.isKnown(message)) continue;
      if (message.dateCreated > span.before) caught.left += 1;
      else found.set(message.sid, { own, at: message.dateCreated, place: () => placeMessage(message) });
    }
  }

  async function findCalls(own: OwnAddress): Promise<void> {
    const startedAfter = beginning(own);
    for (const call of await allOf(own, (limit) => client.listCalls({ to: own.address, startedAfter, limit }))) {
      const at = call.startedAt ?? '';
      if (call.direction === 'inbound' && at >= startedAfter) {
        found.set(call.sid, { own, at, place: () => placeCall(call) });
      }
    }
  }

  async function placeMessage(message: RemoteMessage): Promise<void> {
    const media = message.numMedia > 0 ? await client.listMedia(message.sid) : [];
    if (await parts.receive(message, media)) caught.messages += 1;
  }

  async function placeCall(call: RemoteCall): Promise<void> {
    if (await parts.receiveCall(call)) caught.calls += 1;
  }

  function beginning(own: OwnAddress): string {
    // A clock that was ahead and is set back has left a mark in the future, where nothing would be found.
    const upTo = Math.min(Date.parse(span.since(own)), Date.parse(span.before));
    const from = Math.max(upTo - OVERLAP_MS, Date.parse(span.notBefore ?? '') || 0);
    return new Date(Math.floor(from / SECOND_MS) * SECOND_MS).toISOString();
  }

  /** The whole list, however long: the newest come first, so a part of it would leave out the oldest. */
  async function allOf<T>(own: OwnAddress, list: (limit: number) => Promise<readonly T[]>): Promise<readonly T[]> {
    let all: readonly T[] = [];
    for (const limit of LIMITS) {
      all = await list(limit);
      if (all.length < limit || signal.aborted) return all;
      parts.onMuch(`${showAddress(own.address)} got more than ${limit} messages meanwhile; the rest is fetched too.`);
    }
    problems.push(`${showAddress(own.address)} got so many messages meanwhile that the oldest were not fetched.`);
    return all;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : 'nobody knows why.';
}
