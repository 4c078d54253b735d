import { randomBytes } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/main/app/clock';
import { createTwilioStandIn, type TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { openDeskFor, openStandIn, operatorOf, reopen, untilChange } from '../desk/support/desk-harness';
import { ACCOUNT, OURS, TOKEN, type StartedDesk } from '../../support/start-desk';

const WHATSAPP = '+12025550109';
const CUSTOMER = '+12025550142';
const NEW_TOKEN = 'another-token-that-must-never-be-seen';

/** A desk without an account, and a stand-in for Twilio that it can be connected to. */
async function demoDesk(): Promise<{ desk: StartedDesk; standIn: TwilioStandIn }> {
  const standIn = await openStandIn([WHATSAPP], { friendlyName: 'Bakery' });
  const none = { TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: '', TWILIO_PHONE_NUMBER: '' };
  const desk = await openDeskFor({ env: { ...none, TWILIO_API_BASE_URL: standIn.baseUrl } });
  return { desk, standIn };
}

async function connect(desk: StartedDesk, keys = [OURS]): Promise<void> {
  const { handlers } = operatorOf(desk);
  await handlers['connect.account']({ accountSid: ACCOUNT, authToken: TOKEN });
  await handlers['connect.choose']({ keys });
}

// Bug caught: a wrong token takes the place of nothing or of a right one, the simulator stops before the account is chosen,
// or the account is not the desk's until it is started again.
test('an account is kept only once Twilio accepts it, and is the desk’s once its senders are chosen', async () => {
  const { desk, standIn } = await demoDesk();
  const { handlers } = operatorOf(desk);
  expect(await handlers['connect.read']({})).toMatchObject({ step: 'account', account: null, token: null });
  expect((await handlers['composer.senders']({ refresh: false })).senders).not.toEqual([]);
  const wrong = handlers['connect.account']({ accountSid: ACCOUNT, authToken: 'f'.repeat(32) });
  await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining('did not accept') as unknown });
  expect(await handlers['connect.read']({})).toMatchObject({ step: 'account', account: null, token: null });

  expect(await handlers['connect.account']({ accountSid: ` ${ACCOUNT}\n`, authToken: TOKEN })).toMatchObject({
    step: 'senders',
    account: { sid: ACCOUNT, name: 'Bakery', isTrial: false },
    token: 'this-run',
  });
  expect(desk.account.now.standIn).not.toBeNull();
  const { senders } = await handlers['senders.read']({ of: 'wizard', refresh: false });
  expect(senders.map(({ kind }) => kind)).toEqual(['number', 'whatsapp', 'sandbox']);

  await expect(handlers['connect.choose']({ keys: [] })).rejects.toMatchObject({
    message: expect.stringContaining('at least one sender') as unknown,
  });
  expect(await handlers['connect.choose']({ keys: [OURS, `whatsapp:${WHATSAPP}`] })).toMatchObject({
    step: 'way',
    token: 'this-run',
    chosen: [OURS, `whatsapp:${WHATSAPP}`],
  });
  expect(desk.account.now).toMatchObject({ standIn: null, accountSid: ACCOUNT });
  expect(desk.secrets.get('twilioAuthTokenNext')).toBeNull();
  // The simulator's numbers were asked for a moment ago; none of them can be sent from any more.
  const { senders: ours } = await handlers['composer.senders']({ refresh: false });
  expect(ours.map(({ address }) => address).sort()).toEqual([WHATSAPP, OURS].sort());

  standIn.pointAt(desk.webhookUrl);
  const added = untilChange(desk, 'message.added');
  await standIn.addPhone({ name: 'A', number: CUSTOMER }).text('Hello', { to: OURS });
  expect((await added).message.content).toBe('Hello');
});

// Bug caught: a team that is only on WhatsApp, or only tries its sandbox, cannot connect its account.
test('an account without a phone number is connected by its WhatsApp sender', async () => {
  const { desk, standIn } = await demoDesk();
  await connect(desk, [`whatsapp:${WHATSAPP}`]);
  expect(desk.account.now).toMatchObject({ standIn: null, accountSid: ACCOUNT, phoneNumber: null });
  expect(desk.account.senders()).toEqual([{ kind: 'whatsapp', address: WHATSAPP }]);
  await expect.poll(() => desk.connection.state().twilio.state).toBe('ok');
  standIn.pointAt(desk.webhookUrl);
  const added = untilChange(desk, 'message.added');
  await standIn.addPhone({ name: 'A', number: CUSTOMER }).text('Hello', { channel: 'whatsapp', to: WHATSAPP });
  expect((await added).message.communication_type).toBe('whatsapp');
});

// Bug caught: whoever closes the console in the middle begins anew, or goes on with a token that is gone.
test('after a restart it goes on where it was, and asks for a token that could not be kept', async () => {
  const { desk } = await demoDesk();
  await connect(desk);
  await operatorOf(desk).handlers['connect.step']({ step: 'webhooks' });
  const again = await reopen(desk);
  const { handlers } = operatorOf(again);
  expect(await handlers['connect.read']({})).toMatchObject({
    step: 'account',
    account: { sid: ACCOUNT },
    token: null,
    chosen: [OURS],
  });
  await handlers['connect.account']({ accountSid: ACCOUNT, authToken: TOKEN });
  expect(await handlers['connect.read']({})).toMatchObject({ token: 'this-run', chosen: [OURS] });
});

/** As when the owner rotates the token in Twilio's Console: at the same address, the other token is the right one. */
async function rotateAt(standIn: TwilioStandIn, authToken: string, accountSid = ACCOUNT): Promise<void> {
  const port = Number(new URL(standIn.baseUrl).port);
  await standIn.close();
  const numbers = [{ phoneNumber: OURS }];
  const rotated = createTwilioStandIn({
    clock: systemClock,
    random: randomBytes,
    accountSid,
    authToken,
    numbers,
  });
  await rotated.listen(port);
  onTestFinished(() => rotated.close());
}

// Bug caught: a mistyped new token cuts the console off, or requests that Twilio still signs with the old one are refused.
test('a new token is checked first; the old one is taken until Twilio signs with the new one', async () => {
  const { desk, standIn } = await demoDesk();
  await connect(desk);
  const { handlers } = operatorOf(desk);
  await expect(handlers['connect.rotate']({ authToken: 'f'.repeat(32) })).rejects.toMatchObject({ code: 'refused' });
  expect(desk.account.now.authToken).toBe(TOKEN);
  expect(desk.account.authTokens()).toEqual([TOKEN]);

  await rotateAt(standIn, NEW_TOKEN);
  // The first requests may go down connections of the server that was closed.
  const rotate = async () => handlers['connect.rotate']({ authToken: NEW_TOKEN });
  await expect.poll(() => rotate().then(() => 'taken', String)).toBe('taken');
  expect(desk.account.authTokens()).toEqual([NEW_TOKEN, TOKEN]);
  const call = (token: string) => desk.post('/api/webhooks/status', form, { signature: signed(desk, token) });
  const form = {
    MessageSid: `SM${'1'.repeat(32)}`,
    MessageStatus: 'sent',
    AccountSid: ACCOUNT,
    From: OURS,
    To: CUSTOMER,
  };
  const signed = ({ webhookUrl }: StartedDesk, token: string) =>
    getExpectedTwilioSignature(token, `${webhookUrl}/api/webhooks/status`, form);
  expect([(await call(TOKEN)).status, (await call(NEW_TOKEN)).status]).toEqual([200, 200]);
  await expect.poll(() => desk.account.authTokens()).toEqual([NEW_TOKEN]);
  expect((await call(TOKEN)).status).toBe(403);
});

// Bug caught: for a moment, or for good if the console ends just then, the desk has the SID of one account and the token of
// another: what goes out meanwhile fails, and neither account works any more.
test('another account takes the place of the first in one go', async () => {
  const { desk, standIn } = await demoDesk();
  await connect(desk);
  const other = `AC${'9'.repeat(32)}`;
  await rotateAt(standIn, NEW_TOKEN, other);
  const { handlers } = operatorOf(desk);
  const accounts: unknown[] = [];
  desk.account.onChange(() => {
    const { accountSid, authToken } = desk.account.now;
    accounts.push([accountSid, authToken]);
  });
  const take = async () => handlers['connect.account']({ accountSid: other, authToken: NEW_TOKEN });
  await expect.poll(() => take().then(() => 'taken', String)).toBe('taken');
  expect(accounts).toEqual([]);
  await handlers['connect.choose']({ keys: [OURS] });
  expect(new Set(accounts.map(String))).toEqual(new Set([String([other, NEW_TOKEN])]));
  expect(desk.account.authTokens()).toEqual([NEW_TOKEN]);
  expect(desk.secrets.get('twilioAuthToken')?.reveal()).toBe(NEW_TOKEN);
  expect(desk.secrets.get('twilioAuthTokenNext')).toBeNull();
});

// Bug caught: made-up customers stand among the real ones for ever, or real ones are put away with them.
test('the simulator’s conversations are put away when asked, and no others', async () => {
  const { desk, standIn } = await demoDesk();
  const demo = desk.account.now.standIn;
  if (!demo) throw new Error('no simulator');
  const added = untilChange(desk, 'message.added');
  await demo.addPhone({ name: 'Sample', number: '+12025550123' }).text('Hi');
  const sample = (await added).contact_id;
  await connect(desk);
  standIn.pointAt(desk.webhookUrl);
  const real = untilChange(desk, 'message.added', ({ contact_id }) => contact_id !== sample);
  await standIn.addPhone({ name: 'A', number: CUSTOMER }).text('Hello', { to: OURS });
  const { handlers } = operatorOf(desk);
  expect(await handlers['connect.read']({})).toMatchObject({ samples: 1, finished: false });
  await handlers['connect.finish']({ putAwaySamples: true });
  expect(desk.store.now.get('threads', sample)?.state).toBe('done');
  expect(desk.store.now.get('threads', (await real).contact_id)?.state).toBe('open');
  expect(await handlers['connect.read']({})).toMatchObject({ samples: 0, finished: true });
});

// Bug caught: the text that proves the way out goes unseen, or Twilio's refusal stands there as a number.
test('a text to oneself is followed until it is delivered, and a trial’s refusal offers to verify', async () => {
  const { desk, standIn } = await demoDesk();
  await connect(desk);
  const { handlers } = operatorOf(desk);
  standIn.addPhone({ name: 'Own', number: CUSTOMER });
  const sent = await handlers['connect.text']({ from: OURS, to: '+1 202 555 0142' });
  expect(sent).toMatchObject({ from: OURS, to: CUSTOMER, trouble: null });
  await expect.poll(() => handlers['connect.text-state']({ sid: sent.sid })).toMatchObject({ status: 'delivered' });
  await expect(handlers['connect.text']({ from: OURS, to: '555' })).rejects.toMatchObject({ code: 'refused' });

  const trial = await openStandIn([], { type: 'Trial' });
  const onTrial = await openDeskFor({ env: { TWILIO_API_BASE_URL: trial.baseUrl } });
  const refused = await operatorOf(onTrial).handlers['connect.text']({ from: OURS, to: CUSTOMER });
  expect(refused).toMatchObject({
    isFinal: true,
    needsVerified: true,
    trouble: { remedy: expect.stringMatching(/\w{3}/) as unknown, detail: expect.stringContaining('21608') as unknown },
  });
});
