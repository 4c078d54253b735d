import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchUp, type CatchUpParts } from '../../../src/main/twilio/catch-up';
import { TwilioUnreachable, type RemoteMessage, type TwilioClient } from '../../../src/main/twilio/client';
import { createRestClient } from '../../../src/main/twilio/rest-client';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { OUR_NUMBER, OUR_WHATSAPP, startStandIn } from '../../support/stand-in';
import { PNG } from '../../support/tiny-files';

const HOUR = 3600_000;
const quiet = () => ({
  onProgress: () => undefined,
  onMuch: () => undefined,
  signal: new AbortController().signal,
});
const iso = (ms: number) => new Date(ms).toISOString();

describe('with the stand-in', () => {
  let standIn: TwilioStandIn;
  let client: TwilioClient;
  beforeEach(async () => {
    standIn = await startStandIn();
    client = createRestClient({
      credentials: () => ({
        accountSid: standIn.account.sid,
        authToken: standIn.account.authToken,
        baseUrl: standIn.baseUrl,
      }),
    });
    standIn.setReachable(false);
  });
  afterEach(() => standIn.close());

  it('finds what was texted while nobody could be reached, once, oldest first, with its media', async () => {
    const maria = standIn.addPhone({ name: 'Maria', number: '+15555550123' });
    const texts = { to: OUR_NUMBER, channel: 'sms' as const };
    await maria.text('one', texts);
    await maria.text('two', { ...texts, media: [{ contentType: 'image/png', bytes: PNG }] });
    await maria.text('three', { to: OUR_WHATSAPP, channel: 'whatsapp' });
    await client.createMessage({ to: '+15555550123', from: OUR_NUMBER, body: 'ours' });

    const known = new Set<string>();
    const received: { message: RemoteMessage; media: readonly { url: string; contentType: string }[] }[] = [];
    const parts: CatchUpParts = {
      client,
      addresses: [
        { type: 'sms', address: OUR_NUMBER },
        { type: 'whatsapp', address: OUR_WHATSAPP },
        { type: 'voice', address: OUR_NUMBER },
      ],
      ...quiet(),
      receiveCall: () => Promise.resolve(false),
      isKnown: ({ sid }) => known.has(sid),
      receive: (message, media) => {
        received.push({ message, media });
        known.add(message.sid);
        return Promise.resolve(true);
      },
    };
    expect(await catchUp(parts, { since: () => iso(Date.now()), before: iso(Date.now() + HOUR) })).toEqual({
      ...{ messages: 3, calls: 0, left: 0, problems: [], isStopped: false },
      whole: parts.addresses,
    });
    expect(received.map(({ message }) => message.body).filter((body) => body !== 'three')).toEqual(['one', 'two']);
    expect(received.find(({ message }) => message.body === 'three')?.message.to).toBe(`whatsapp:${OUR_WHATSAPP}`);
    const [media] = received.find(({ message }) => message.body === 'two')?.media ?? [];
    expect(media?.contentType).toBe('image/png');
    expect(new URL(media?.url ?? '').origin).toBe(standIn.baseUrl);
    expect(media?.url).not.toContain('.json');
    expect(await catchUp(parts, { since: () => iso(Date.now()), before: iso(Date.now() + HOUR) })).toMatchObject({
      messages: 0,
    });
  });
});

describe('with a list', () => {
  const now = Date.parse('2026-06-15T12:00:00.000Z');
  const message = (sid: string, at: number, more: Partial<RemoteMessage> = {}): RemoteMessage => ({
    sid,
    status: 'received',
    direction: 'inbound',
    from: '+15555550123',
    to: OUR_NUMBER,
    body: sid,
    numMedia: 0,
    errorCode: null,
    errorMessage: null,
    dateCreated: iso(at),
    ...more,
  });
  const clientWith = (listMessages: TwilioClient['listMessages']) => ({ listMessages }) as unknown as TwilioClient;
  const run = async (
    listMessages: TwilioClient['listMessages'],
    notBefore: string | null = null,
    fail?: string,
    more: Partial<CatchUpParts> = {},
    since = now,
  ) => {
    const received: string[] = [];
    const parts: CatchUpParts = {
      client: clientWith(listMessages),
      addresses: [
        { type: 'sms', address: OUR_NUMBER },
        { type: 'sms', address: '+12025550199' },
      ],
      ...quiet(),
      ...more,
      receiveCall: () => Promise.resolve(false),
      isKnown: () => false,
      receive: (one) => {
        if (one.sid === fail) return Promise.reject(new Error('The disk is full.'));
        received.push(one.sid);
        return Promise.resolve(true);
      },
    };
    return { ...(await catchUp(parts, { since: () => iso(since), notBefore, before: iso(now + HOUR) })), received };
  };

  it('asks for a day more than was missed, and takes nothing older than that', async () => {
    const asked: unknown[] = [];
    const result = await run((filter) => {
      asked.push(filter.sentAfter);
      return Promise.resolve([message('new', now), message('day', now - 23 * HOUR), message('old', now - 25 * HOUR)]);
    });
    expect(asked[0]).toBe(iso(now - 24 * HOUR));
    expect(result.received).toEqual(['day', 'new']);
  });

  // Bug caught: a clock that was days ahead and was set back, so that nothing is fetched until those days are over.
  it('asks for the day before when all is said to be known up to a time to come', async () => {
    const asked: unknown[] = [];
    const list: TwilioClient['listMessages'] = (filter) => {
      asked.push(filter.sentAfter);
      return Promise.resolve([message('new', now)]);
    };
    expect((await run(list, null, undefined, {}, now + 72 * HOUR)).received).toEqual(['new']);
    expect(asked[0]).toBe(iso(now - 23 * HOUR));
  });

  it('takes nothing from before the console had to do with the account', async () => {
    const list = () => Promise.resolve([message('new', now), message('day', now - 23 * HOUR)]);
    expect((await run(list, iso(now - HOUR))).received).toEqual(['new']);
  });

  it('takes a message once that is listed for two addresses, and none of ours', async () => {
    const ours = message('ours', now, { direction: 'outbound-api' });
    expect((await run(() => Promise.resolve([ours, message('m', now)]))).received).toEqual(['m']);
  });

  it('goes on when one address cannot be asked or one message cannot be kept', async () => {
    const result = await run(
      ({ to }) =>
        to === OUR_NUMBER
          ? Promise.reject(new TwilioUnreachable('Twilio could not be reached.', true))
          : Promise.resolve([message('a', now), message('b', now + 1)]),
      null,
      'a',
    );
    expect(result.received).toEqual(['b']);
    expect(result.problems).toEqual([
      expect.stringContaining('could not be reached'),
      expect.stringContaining('disk is full'),
    ]);
  });

  // Bug caught: only the newest thousands are fetched after a long outage, and nobody hears of the others.
  it('fetches all of an address, however much it is, and says that it is much', async () => {
    const asked: number[] = [];
    const lines: string[] = [];
    const many = Array.from({ length: 10_050 }, (_, at) => message(`SM${at}`, now - at * 1000));
    const result = await run(
      ({ to, limit }) => {
        if (to !== OUR_NUMBER) return Promise.resolve([]);
        asked.push(limit);
        return Promise.resolve(many.slice(0, limit));
      },
      null,
      undefined,
      { onMuch: (line) => lines.push(line) },
    );
    expect(asked).toEqual([10_000, 100_000]);
    expect(lines).toEqual([expect.stringContaining('more than 10000')]);
    expect(result.messages).toBe(10_050);
    expect(result.received.slice(0, 2)).toEqual(['SM10049', 'SM10048']);
  });

  // Bug caught: an address that could not be asked counts as caught up with, and its messages are never fetched.
  it('knows of which addresses everything is known now', async () => {
    const result = await run(({ to }) =>
      to === OUR_NUMBER ? Promise.reject(new TwilioUnreachable('No.', true)) : Promise.resolve([message('a', now)]),
    );
    expect(result.whole).toEqual([{ type: 'sms', address: '+12025550199' }]);
  });

  // Bug caught: a button that says “Stop” while thousands of messages go on coming in, or what was left out is lost.
  it('can be stopped, and then nothing counts as caught up with', async () => {
    const stop = new AbortController();
    const progress: unknown[] = [];
    const result = await run(() => Promise.resolve([message('b', now + 1), message('a', now)]), null, undefined, {
      signal: stop.signal,
      onProgress(one) {
        progress.push(one);
        if (one.placed === 1) stop.abort();
      },
    });
    expect(result).toMatchObject({ received: ['a'], messages: 1, isStopped: true, whole: [] });
    expect(progress).toEqual([
      { address: 1, addresses: 2, found: 0, placed: 0 },
      { address: 2, addresses: 2, found: 2, placed: 0 },
      { address: 2, addresses: 2, found: 2, placed: 1 },
    ]);
  });
});
