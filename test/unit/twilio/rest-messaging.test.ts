import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TwilioUnreachable, type TwilioClient } from '../../../src/main/twilio/client';
import { createRestClient } from '../../../src/main/twilio/rest-client';
import { toTemplate } from '../../../src/main/twilio/rest-messaging-shapes';
import { toAlert } from '../../../src/main/twilio/rest-shapes';
import type { StandInOptions, TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { OUR_NUMBER, OUR_WHATSAPP, startStandIn, VERIFIED } from '../../support/stand-in';

const CUSTOMER = '+15555550123';
const SECOND = '+12025550102';
const news = { friendlyName: 'order_ready', body: 'Hello {{1}}, your order {{2}} is ready.' };
let standIn: TwilioStandIn;
let client: TwilioClient;

beforeEach(() =>
  start({
    numbers: [{ phoneNumber: OUR_NUMBER, friendlyName: 'Front desk' }, { phoneNumber: SECOND }],
    whatsAppSenders: [{ phoneNumber: OUR_WHATSAPP, qualityRating: 'HIGH', messagingLimit: '1K Customers/24hr' }],
    services: [
      { friendlyName: 'Support', numbers: [OUR_NUMBER, SECOND], whatsAppSenders: [OUR_WHATSAPP] },
      {
        friendlyName: 'Old',
        inboundRequestUrl: 'https://old.example/in',
        useInboundWebhookOnNumber: false,
        statusCallback: 'https://old.example/status',
      },
    ],
    templates: [
      { ...news, variables: { 1: 'Ana', 2: '1234' }, buttons: ['Thanks', 'Call me'] },
      { friendlyName: 'sale', body: 'A sale!', status: 'rejected', category: 'MARKETING', language: 'pt_BR' },
    ],
  }),
);
afterEach(() => standIn.close());

async function start(options: Partial<StandInOptions>): Promise<void> {
  standIn = await startStandIn(options);
  const { sid, authToken } = standIn.account;
  client = createRestClient({
    credentials: () => ({ accountSid: sid, authToken, baseUrl: standIn.baseUrl }),
    maxRetries: 0,
  });
}

describe('numbers', () => {
  const all = {
    ...{ smsUrl: 'https://a.example/1', smsMethod: 'GET', smsFallbackUrl: 'https://a.example/2' },
    ...{ smsFallbackMethod: 'GET', voiceUrl: 'https://a.example/3', voiceMethod: 'GET' },
    ...{ voiceFallbackUrl: 'https://a.example/4', voiceFallbackMethod: 'GET' },
    ...{ statusCallback: 'https://a.example/5', statusCallbackMethod: 'GET' },
  };

  // Bug caught: an address that Twilio has and the console does not read, so that it cannot be put back.
  it('keep and give every webhook with its method', async () => {
    const [number] = await client.listNumbers();
    expect(await client.updateNumber(number!.sid, all)).toMatchObject(all);
    expect(await client.fetchNumber(number!.sid)).toMatchObject({ ...all, phoneNumber: OUR_NUMBER });
    expect(await client.updateNumber(number!.sid, { voiceFallbackUrl: '' })).toMatchObject({
      ...all,
      ...{ voiceFallbackUrl: '', voiceFallbackMethod: 'POST' },
    });
  });

  // Bug caught: the console's address asked by GET, because the address before it was.
  it('are asked by POST at a new address, unless it is said otherwise', async () => {
    const [number] = await client.listNumbers();
    await client.updateNumber(number!.sid, all);
    const now = await client.updateNumber(number!.sid, { smsUrl: 'https://b.example' });
    expect(now).toMatchObject({ smsUrl: 'https://b.example', smsMethod: 'POST', voiceMethod: 'GET' });
  });

  // Bug caught: an account with many numbers of which only the first page is known, so that a connected one is “not one of
  // this account”.
  it('are listed over several pages', async () => {
    await standIn.close();
    const numbers = Array.from({ length: 1005 }, (_, index) => ({ phoneNumber: `+1202556${1000 + index}` }));
    await start({ numbers, services: [{ friendlyName: 'All', numbers: numbers.map((one) => one.phoneNumber) }] });
    expect(await client.listServices()).toMatchObject([{ numbers: { length: 1005 } }]);
    expect(await client.listNumbers()).toHaveLength(1005);
  });
});

describe('Messaging Services', () => {
  // Bug caught: a service that takes a number's messages before the console, unseen.
  it('are listed with who belongs to them and where their messages go', async () => {
    const ours = {
      friendlyName: 'Support',
      ...{ inboundRequestUrl: '', useInboundWebhookOnNumber: true, statusCallback: '' },
      numbers: [{ phoneNumber: OUR_NUMBER }, { phoneNumber: SECOND }],
      whatsAppSenders: [OUR_WHATSAPP],
    };
    const old = {
      friendlyName: 'Old',
      ...{ inboundRequestUrl: 'https://old.example/in', useInboundWebhookOnNumber: false },
      ...{ statusCallback: 'https://old.example/status', numbers: [], whatsAppSenders: [] },
    };
    const services = await client.listServices();
    expect(services).toMatchObject([ours, old]);
    expect(services[0]?.numbers[0]?.sid).toBe((await client.listNumbers())[0]?.sid);
  });

  // Bug caught: the sender that Twilio chose not shown, or one made up before it has chosen.
  it('send a text, and the sender is known when they have chosen', async () => {
    const [service] = await client.listServices();
    const message = { to: CUSTOMER, messagingServiceSid: service!.sid, body: 'Hello' };
    const sent = await client.createMessage(message);
    expect(sent).toMatchObject({ status: 'accepted', from: '' });
    await expect.poll(async () => (await client.fetchMessage(sent.sid)).status).toBe('delivered');
    expect(await client.fetchMessage(sent.sid)).toMatchObject({ from: OUR_NUMBER });
    const forced = await client.createMessage({ ...message, from: SECOND });
    await expect.poll(async () => (await client.fetchMessage(forced.sid)).from).toBe(SECOND);
    await expect(
      client.createMessage({ ...message, messagingServiceSid: `MG${'0'.repeat(32)}` }),
    ).rejects.toMatchObject({ code: 21705 });
    const [, empty] = await client.listServices();
    await expect(client.createMessage({ ...message, messagingServiceSid: empty!.sid })).rejects.toMatchObject({
      code: 21704,
    });
  });
});

describe('WhatsApp senders', () => {
  it('are listed without prefix, with what WhatsApp thinks of them', async () => {
    expect(await client.listWhatsAppSenders()).toMatchObject([
      {
        ...{ address: OUR_WHATSAPP, status: 'ONLINE', qualityRating: 'HIGH', messagingLimit: '1K Customers/24hr' },
        webhook: { callbackUrl: '', fallbackUrl: '', statusCallbackUrl: '' },
      },
    ]);
  });

  // Bug caught: webhooks written in the SDK's spelling, which Twilio passes over in silence.
  it('take new webhooks, and what is not given stays', async () => {
    const [sender] = await client.listWhatsAppSenders();
    const first = { callbackUrl: 'https://a.example/in', statusCallbackUrl: 'https://a.example/status' };
    expect((await client.updateWhatsAppSender(sender!.sid, first)).webhook).toEqual({ ...first, fallbackUrl: '' });
    const after = await client.updateWhatsAppSender(sender!.sid, { fallbackUrl: 'https://b.example' });
    expect(after).toMatchObject({ sid: sender!.sid, webhook: { ...first, fallbackUrl: 'https://b.example' } });
  });
});

describe('templates', () => {
  it('are listed with their text, samples, buttons and what WhatsApp thinks of them', async () => {
    const [first, second] = await client.listTemplates();
    expect(first).toEqual({
      ...{ sid: expect.stringMatching(/^HX/) as unknown, friendlyName: 'order_ready', language: 'en', body: news.body },
      ...{ types: ['twilio/quick-reply'], variables: { 1: 'Ana', 2: '1234' }, buttons: ['Thanks', 'Call me'] },
      ...{ approval: 'approved', category: 'UTILITY' },
    });
    expect(second).toMatchObject({ approval: 'rejected', category: 'MARKETING', language: 'pt_BR', buttons: [] });
  });

  // Bug caught: one odd template that hides all others.
  it('of every kind are read, however little they say', () => {
    const sid = `HX${'1'.repeat(32)}`;
    const types = {
      'whatsapp/card': { header_text: 'x', body: 'Hi {{name}}', actions: [{ type: 'URL', title: 'Go' }] },
    };
    expect(toTemplate({ sid, types, variables: { name: 5 } })).toMatchObject({
      ...{ body: 'Hi {{name}}', buttons: ['Go'], variables: { name: '5' }, approval: null, category: '' },
    });
    expect(toTemplate({ sid, types: { 'twilio/card': { title: 'A', subtitle: 'B' } } })).toMatchObject({
      body: 'A\nB',
    });
    expect(toTemplate({ sid, types: { 'twilio/location': { latitude: 1 } }, approvalRequests: 'odd' })).toMatchObject({
      ...{ body: '', buttons: [], types: ['twilio/location'], approval: null },
    });
    expect(() => toTemplate({ types })).toThrow(TwilioUnreachable);
  });

  // Bug caught: variables sent as an object, which Twilio refuses, or a text sent along in their place.
  it('go out with their variables, outside the window too', async () => {
    const [template] = await client.listTemplates();
    const address = { to: `whatsapp:${CUSTOMER}`, from: `whatsapp:${OUR_WHATSAPP}` };
    const contentVariables = JSON.stringify({ 1: 'Maria' });
    const sent = await client.createMessage({ ...address, contentSid: template!.sid, contentVariables });
    expect(sent.body).toBe('Hello Maria, your order 1234 is ready.');
    await expect.poll(async () => (await client.fetchMessage(sent.sid)).status).toBe('read');
    const bare = await client.createMessage({ ...address, body: 'Hello' });
    await expect.poll(async () => (await client.fetchMessage(bare.sid)).errorCode).toBe(63016);
    const refused = (more: object) => expect(client.createMessage({ ...address, ...more })).rejects;
    await refused({ contentSid: `HX${'0'.repeat(32)}` }).toMatchObject({ code: 21655 });
    await refused({ contentSid: template!.sid, contentVariables: '["Maria"]' }).toMatchObject({ code: 21656 });
    const rejected = standIn.account.templates[1]!.sid;
    await refused({ contentSid: rejected }).toMatchObject({ code: 63040 });
  });
});

describe('caller IDs', () => {
  it('are verified by a call, with the code for whoever answers, and removed', async () => {
    const phone = standIn.addPhone({ name: 'Shop', number: '+12025550150' });
    const { code, callSid } = await client.verifyCallerId({ phoneNumber: '+12025550150', friendlyName: 'Shop' });
    expect(code).toMatch(/^\d{6}$/);
    const call = await phone.waitForRing();
    expect(await client.fetchCall(callSid)).toMatchObject({ sid: callSid, status: 'ringing', to: '+12025550150' });
    call.answer();
    await call.waitForTurn();
    call.press(code);
    await call.ended;
    const found = (await client.listCallerIds()).find(({ phoneNumber }) => phoneNumber === '+12025550150');
    expect(found?.friendlyName).toBe('Shop');
    await client.removeCallerId(found!.sid);
    expect((await client.listCallerIds()).map((one) => one.phoneNumber)).toEqual([VERIFIED]);
    await expect(client.removeCallerId(found!.sid)).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe('the account', () => {
  it('says what it is and what is left', async () => {
    await standIn.close();
    await start({ type: 'Trial', balance: '15.5' });
    expect(await client.fetchAccount()).toMatchObject({ type: 'Trial', status: 'active' });
    expect(await client.fetchBalance()).toEqual({ amount: 15.5, currency: 'USD' });
  });

  // Bug caught: failures of webhooks at Twilio that the console never hears of.
  it('tells what went wrong with webhooks, the newest first', async () => {
    const phone = standIn.addPhone({ name: 'Maria', number: CUSTOMER });
    standIn.pointAt('http://127.0.0.1:9');
    const before = new Date(Date.now() - 60_000).toISOString();
    await phone.text('one');
    const { sid } = await phone.text('two');
    const alerts = await client.listAlerts({ since: before, limit: 20 });
    expect(alerts[0]).toMatchObject({ level: 'error', resourceSid: sid, code: 11205 });
    expect(alerts).toHaveLength(2);
    expect(Date.parse(alerts[0]!.at)).toBeGreaterThan(Date.parse(before));
    expect(await client.listAlerts({ since: '2100-01-01T00:00:00.000Z', limit: 20 })).toEqual([]);
    expect(await client.listAlerts({ since: before, limit: 1 })).toHaveLength(1);
  });

  it('reads an alert without times or code', () => {
    expect(toAlert({ sid: `NO${randomBytes(16).toString('hex')}`, errorCode: 'odd', alertText: null })).toMatchObject({
      ...{ code: null, at: '1970-01-01T00:00:00.000Z', text: '', requestUrl: '' },
    });
  });
});
