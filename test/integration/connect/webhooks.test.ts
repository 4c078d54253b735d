import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/main/app/clock';
import { createPointSenders, type PointSenders } from '../../../src/main/connect/point-senders';
import { createRestClient } from '../../../src/main/twilio/rest-client';
import type { RequestTrouble } from '../../../src/main/simulator/rest/make-trouble';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { createMemoryStore } from '../../support/memory-store';
import { OUR_NUMBER, OUR_WHATSAPP, startStandIn } from '../../support/stand-in';

const BASE = 'https://desk.example';
const WHATSAPP = `whatsapp:${OUR_WHATSAPP}`;
const OTHER = '+12025550177';

let standIn: TwilioStandIn;
let pointing: PointSenders;
let warned: string[];
/** What becomes of the next request that changes something. */
let trouble: RequestTrouble | null;
let hasWhatsApp: boolean;
const settings = (number = OUR_NUMBER) => Object.fromEntries(standIn.account.number(number)?.settings ?? []);

beforeEach(async () => {
  standIn = await startStandIn({ numbers: [{ phoneNumber: OUR_NUMBER }, { phoneNumber: OTHER }] });
  onTestFinished(() => standIn.close());
  trouble = null;
  hasWhatsApp = true;
  standIn.scriptTrouble(({ method, path }) => {
    if (!hasWhatsApp && path.includes('/Channels/Senders')) return { kind: 'refuse', status: 403, code: 20003 };
    const now = method === 'POST' ? trouble : null;
    if (now) trouble = null;
    return now;
  });
  const { sid: accountSid, authToken } = standIn.account;
  const client = createRestClient({ credentials: () => ({ accountSid, authToken, baseUrl: standIn.baseUrl }) });
  const store = createMemoryStore();
  warned = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (line: string) => void warned.push(line),
    error: () => undefined,
  };
  pointing = createPointSenders({ client: () => client, store, clock: systemClock, log });
});

// Bug caught: a webhook is set without its fallback, an old address or its method is lost, or a number that nobody chose is
// taken over.
test('webhooks are shown before they are set, set with their fallbacks, read back, and put back as they were', async () => {
  standIn.account.number(OUR_NUMBER)?.settings.set('SmsUrl', 'https://old.example/sms').set('SmsMethod', 'GET');
  const before = settings();
  const plan = await pointing.plan([OUR_NUMBER, WHATSAPP], BASE);
  expect(plan[0]?.lines).toContainEqual({
    label: 'A message comes in',
    old: 'GET https://old.example/sms',
    next: `${BASE}/api/webhooks/sms`,
  });
  expect(settings()).toEqual(before);

  expect(await pointing.point([OUR_NUMBER, WHATSAPP], BASE)).toEqual(plan);
  expect(settings()).toMatchObject({
    SmsUrl: `${BASE}/api/webhooks/sms`,
    SmsMethod: 'POST',
    SmsFallbackUrl: `${BASE}/api/webhooks/sms`,
    VoiceUrl: `${BASE}/api/webhooks/voice`,
    VoiceFallbackUrl: `${BASE}/api/webhooks/voice/fallback`,
    StatusCallback: `${BASE}/api/webhooks/status`,
  });
  expect(standIn.account.sender(WHATSAPP)).toMatchObject({
    callbackUrl: `${BASE}/api/webhooks/whatsapp`,
    fallbackUrl: `${BASE}/api/webhooks/whatsapp`,
    statusCallbackUrl: `${BASE}/api/webhooks/status`,
  });
  expect(settings(OTHER)).not.toHaveProperty('SmsUrl');

  // What was there first comes back, however often the address has moved since.
  await pointing.move([OUR_NUMBER, WHATSAPP], 'https://moved.example', 'ours');
  expect(settings().SmsUrl).toBe('https://moved.example/api/webhooks/sms');
  expect((await pointing.restore(null)).map(({ key, trouble }) => [key, trouble])).toEqual([
    [OUR_NUMBER, null],
    [WHATSAPP, null],
  ]);
  expect(settings()).toMatchObject({ SmsUrl: 'https://old.example/sms', SmsMethod: 'GET', VoiceUrl: '' });
  expect(standIn.account.sender(WHATSAPP)).toMatchObject({ callbackUrl: '', statusCallbackUrl: '' });
  expect(await pointing.restore(null)).toEqual([]);
});

// Bug caught: what somebody set in Twilio's Console meanwhile is overwritten by a restore, or by a new tunnel address.
test('webhooks that somebody else has changed since are left alone', async () => {
  await pointing.point([OUR_NUMBER], BASE);
  standIn.account.number(OUR_NUMBER)?.settings.set('SmsUrl', 'https://newer.example/sms');
  const [restored] = await pointing.restore([OUR_NUMBER]);
  expect(restored?.trouble?.message).toContain('Somebody has changed');
  await pointing.move([OUR_NUMBER], 'https://moved.example', 'ours');
  expect(settings().SmsUrl).toBe('https://newer.example/sms');
  // Pointed here again by hand, it is the newer one that is kept and given back.
  await pointing.point([OUR_NUMBER], BASE);
  await pointing.restore([OUR_NUMBER]);
  expect(settings().SmsUrl).toBe('https://newer.example/sms');
});

// Bug caught: the network breaks in the middle of a move, the next try takes the old address for somebody else's, and
// messages go to an address that is gone; or the owner's own is forgotten over it.
test('a move that broke off is made up for, and what was there first is not lost', async () => {
  standIn.account.number(OUR_NUMBER)?.settings.set('SmsUrl', 'https://old.example/sms');
  await pointing.point([OUR_NUMBER], BASE);
  for (const host of ['https://second.example', 'https://third.example']) {
    trouble = { kind: 'drop', when: 'before' };
    await expect(pointing.move([OUR_NUMBER], host, 'ours')).rejects.toThrow();
    expect(settings().SmsUrl).toBe(`${BASE}/api/webhooks/sms`);
  }
  await pointing.move([OUR_NUMBER], 'https://third.example', 'ours');
  expect(settings().SmsUrl).toBe('https://third.example/api/webhooks/sms');
  await pointing.restore(null);
  expect(settings().SmsUrl).toBe('https://old.example/sms');
});

// Bug caught: what could not be set counts as changed by somebody else, and stands there as kept for ever.
test('what never came to be pointed here has nothing to be put back', async () => {
  trouble = { kind: 'drop', when: 'before' };
  expect((await pointing.point([OUR_NUMBER], BASE))[0]?.trouble).not.toBeNull();
  expect(await pointing.restore(null)).toEqual([{ key: OUR_NUMBER, lines: [], trouble: null }]);
  expect(await pointing.restore(null)).toEqual([]);
});

// Bug caught: an account that Twilio lets no WhatsApp senders see cannot have its numbers pointed here either.
test('an account without WhatsApp has its numbers pointed all the same', async () => {
  hasWhatsApp = false;
  expect((await pointing.point([OUR_NUMBER], BASE))[0]?.trouble).toBeNull();
  await pointing.move([OUR_NUMBER], 'https://moved.example', 'ours');
  expect(settings().SmsUrl).toBe('https://moved.example/api/webhooks/sms');
});

// Bug caught: right webhooks are written again each time, or a number that was given back is reported as set.
test('what is right already is not written, and what is not there is said', async () => {
  await pointing.point([OUR_NUMBER], BASE);
  const writes = () => standIn.restRequests.filter(({ method }) => method === 'POST').length;
  const before = writes();
  expect(await pointing.point([OUR_NUMBER], BASE)).toEqual([{ key: OUR_NUMBER, lines: [], trouble: null }]);
  expect(writes()).toBe(before);
  const [gone] = await pointing.point(['+14155550199'], BASE);
  expect(gone?.trouble?.message).toContain('not one of the Twilio account');
});

// Bug caught: Twilio answers 200 and keeps the old address, and the console calls it done.
test('what Twilio did not keep is not called done', async () => {
  const number = standIn.account.number(OUR_NUMBER);
  if (!number) throw new Error('no number');
  const { settings: kept } = number;
  const set = kept.set.bind(kept);
  kept.set = (name, value) => set(name, name === 'VoiceUrl' ? 'https://stubborn.example' : value);
  const [plan] = await pointing.point([OUR_NUMBER], BASE);
  expect(plan?.trouble?.message).toBe('Twilio did not keep the new addresses.');
});

// Bug caught: Twilio refuses to change one number, and all after it stay at an address that is gone.
test('a move goes on with the others when one is refused', async () => {
  trouble = { kind: 'refuse', status: 400, code: 21502 };
  await pointing.move([OUR_NUMBER, OTHER], BASE, 'all');
  expect(settings(OTHER).SmsUrl).toBe(`${BASE}/api/webhooks/sms`);
  expect(settings()).not.toHaveProperty('SmsUrl');
  expect(warned).toEqual([expect.stringMatching(/0100: \w/)]);
});

// Bug caught: a new tunnel address comes while an application takes the texts, and nobody is told.
test('a move by itself says what overrides the webhooks', async () => {
  standIn.account.number(OUR_NUMBER)?.settings.set('SmsApplicationSid', `AP${'1'.repeat(32)}`);
  await pointing.move([OUR_NUMBER], BASE, 'all');
  expect(warned).toEqual([expect.stringContaining('TwiML application takes this number’s texts')]);
});
