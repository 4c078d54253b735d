import { expect, test } from 'vitest';
import { openStandIn, openDeskFor, operatorOf, untilChange } from '../desk/support/desk-harness';
import { OURS, type StartedDesk } from '../../support/start-desk';
import type { StandInOptions } from '../../../src/main/simulator/stand-in';

const WHATSAPP = '+12025550101';
const OTHER = '+12025550177';

async function deskOn(more: Partial<StandInOptions>): Promise<{
  desk: StartedDesk;
  standIn: Awaited<ReturnType<typeof openStandIn>>;
}> {
  const standIn = await openStandIn([WHATSAPP], more);
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  return { desk, standIn };
}

// Bug caught: a Messaging Service, an application or a trunk takes what arrives, and the console says that all is well.
test('senders are shown with where they lead and what takes their messages before', async () => {
  const { desk, standIn } = await deskOn({
    numbers: [{ phoneNumber: OURS }, { phoneNumber: OTHER }],
    services: [
      {
        friendlyName: 'Campaigns',
        numbers: [OTHER],
        inboundRequestUrl: 'https://crm.example/in',
        useInboundWebhookOnNumber: false,
      },
    ],
  });
  standIn.account
    .number(OURS)
    ?.settings.set('SmsApplicationSid', `AP${'1'.repeat(32)}`)
    .set('VoiceApplicationSid', `AP${'2'.repeat(32)}`)
    .set('TrunkSid', `TK${'3'.repeat(32)}`)
    .set('VoiceUrl', 'https://user:secret@pbx.example/voice');
  const { handlers } = operatorOf(desk);
  const { senders, services, trouble } = await handlers['senders.read']({ of: 'desk', refresh: true });
  expect(trouble).toBeNull();
  const of = (key: string) => senders.find((sender) => sender.key === key);
  expect(of(OURS)?.overrides.map(({ kind }) => kind)).toEqual(['sms-application', 'voice-application', 'trunk']);
  expect(of(OURS)?.points).toEqual([
    { what: 'messages', to: 'nowhere', host: null },
    { what: 'calls', to: 'elsewhere', host: 'pbx.example' },
  ]);
  expect(of(OTHER)?.overrides).toEqual([
    expect.objectContaining({ kind: 'service', message: expect.stringContaining('crm.example') as unknown }),
  ]);
  expect(of(OTHER)?.isChosen).toBe(false);
  expect(of(`whatsapp:${WHATSAPP}`)?.whatsapp).toMatchObject({ works: true, status: 'Online' });
  expect(services).toEqual([
    expect.objectContaining({ name: 'Campaigns', inbound: 'Messages go to crm.example', isGood: false }),
  ]);
  expect(JSON.stringify(await handlers['senders.plan']({ keys: [OURS] }))).not.toContain('secret');
});

// Bug caught: a number on which something just came in is shown as one that nobody ever reached.
test('a sender knows when something last came in on it', async () => {
  const { desk, standIn } = await deskOn({});
  standIn.pointAt(desk.webhookUrl);
  const { handlers } = operatorOf(desk);
  const last = async () =>
    (await handlers['senders.read']({ of: 'desk', refresh: false })).senders.find(({ key }) => key === OURS);
  expect(await last()).toMatchObject({ lastInboundAt: null, points: [{ to: 'here' }, { to: 'here' }] });
  const since = new Date(0).toISOString();
  const added = untilChange(desk, 'message.added', ({ message }) => message.sender === 'contact');
  await standIn.addPhone({ name: 'A', number: '+12025550142' }).text('Hello?', { to: OURS });
  const { message } = await added;
  expect((await last())?.lastInboundAt).toBe(message.createdAt);
  expect(await handlers['connect.arrived']({ since })).toMatchObject({ text: 'Hello?' });
  expect(await handlers['connect.arrived']({ since: message.createdAt })).toBeNull();
});

// Bug caught: a number that is verified already gives Twilio's bare error, and a number that is none is called.
test('a number that cannot be verified says why', async () => {
  const { desk } = await deskOn({ callerIds: [{ phoneNumber: '+12025550188' }] });
  const { handlers } = operatorOf(desk);
  await expect(handlers['caller-id.verify']({ phone: '+12025550188', name: '' })).rejects.toMatchObject({
    message: 'This number is verified already.',
  });
  await expect(handlers['caller-id.verify']({ phone: '555', name: '' })).rejects.toMatchObject({ code: 'refused' });
});

// Bug caught: a removed phone goes on to stand in the list, and is offered to call from.
test('a verified number that is removed is gone at once', async () => {
  const { desk } = await deskOn({ callerIds: [{ phoneNumber: '+12025550188', friendlyName: 'Owner' }] });
  const { handlers } = operatorOf(desk);
  const verified = async () => (await handlers['senders.read']({ of: 'desk', refresh: false })).verified;
  const [owner] = await verified();
  expect(owner).toMatchObject({ phoneNumber: '+12025550188', name: 'Owner' });
  await handlers['caller-id.remove']({ sid: owner?.sid ?? '' });
  expect(await verified()).toEqual([]);
});

// Bug caught: the sandbox, which has no API, is left to guessing, or is asked of Twilio and refused as unknown.
test('for the sandbox it is said what to paste', async () => {
  const { desk } = await deskOn({});
  const { handlers } = operatorOf(desk);
  const sandbox = 'whatsapp:+14155238886';
  await handlers['connect.account']({ accountSid: '', authToken: '' });
  expect(await handlers['connect.choose']({ keys: [OURS, sandbox] })).toMatchObject({ chosen: [OURS, sandbox] });
  const state = await handlers['senders.read']({ of: 'desk', refresh: true });
  expect(state.senders.map(({ kind }) => kind)).toContain('sandbox');
  expect(state.sandbox).toEqual({
    messages: `${desk.webhookUrl}/api/webhooks/whatsapp`,
    status: `${desk.webhookUrl}/api/webhooks/status`,
  });
  expect(await handlers['senders.point']({ keys: [sandbox] })).toEqual([]);
});

// Bug caught: webhooks that were put back, or never set, are told as set.
test('it is known whether webhooks have been set', async () => {
  const { desk } = await deskOn({});
  const { handlers } = operatorOf(desk);
  const isPointed = async () => (await handlers['connect.read']({})).pointed;
  expect(await isPointed()).toBe(false);
  await handlers['senders.point']({ keys: [OURS] });
  expect(await isPointed()).toBe(true);
  await handlers['senders.restore']({ keys: null });
  expect(await isPointed()).toBe(false);
});
