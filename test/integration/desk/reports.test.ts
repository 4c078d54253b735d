import { expect, test } from 'vitest';
import type { Message } from '../../../src/shared/domain';
import { whatsAppWindow } from '../../../src/shared/whatsapp-window';
import { ACCOUNT, OURS, type StartedDesk } from '../../support/start-desk';
import {
  A,
  aiMessages,
  openDeskFor,
  openStandIn,
  operatorOf,
  reopen,
  threadOf,
  untilStored,
} from './support/desk-harness';
import { openHeldTwilio } from './support/held-twilio';

const WHATSAPP = '+15703251899';
const channelIn = (desk: StartedDesk, address: string) =>
  [...desk.store.now.values('channels')].find((one) => one.address === address && one.communication_type !== 'voice')
    ?._id ?? '';
const windowIn = async (desk: StartedDesk) =>
  whatsAppWindow((await desk.store.conversation(A)).messages(), channelIn(desk, WHATSAPP), Date.now());
const entryOf = (desk: StartedDesk) => desk.store.now.get('addresses', A);
const untilEnd = (desk: StartedDesk, isWanted: (message: Message) => boolean, ...ends: string[]) =>
  untilStored(desk, ({ messages }) => messages.some((one) => isWanted(one) && ends.includes(one.status)));

// Bug caught: an answer of the AI that a carrier refused and that says "sent" for ever; one that is answered with something
// that Twilio would send to the customer once more; another answer for a repeated request.
test('what becomes of answers in TwiML is reported, and a repeat of the request gets the same bytes', async () => {
  const standIn = await openStandIn([], { delivery: { stepMs: 0, duplicate: true, reorder: true } });
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  standIn.pointAt(desk.webhookUrl);
  const phone = standIn.addPhone({ name: 'A', number: A });
  const [hello] = (await phone.text('Hello')).replies;
  await untilEnd(desk, (one) => one.metadata.twilioMessageSid === hello?.sid, 'delivered');
  standIn.setDelivery({ failWith: 30007 });
  const [thanks] = (await phone.text('Thank you')).replies;
  await untilEnd(desk, (one) => one.metadata.twilioMessageSid === thanks?.sid, 'undelivered');
  await standIn.settled();
  const { messages } = await desk.documents();
  expect(
    aiMessages(messages).map(({ status, error, metadata }) => [metadata.twilioMessageSid, status, error?.code]),
  ).toEqual([
    [hello?.sid, 'delivered', undefined],
    [thanks?.sid, 'undelivered', 30007],
  ]);
  expect(threadOf(desk).failedIds).toHaveLength(1);
  expect(standIn.messages.newestFirst().filter(({ direction }) => direction !== 'inbound')).toHaveLength(2);
  const [answer] = await standIn.repeat(null);
  expect(answer?.body).toBe(messages.findLast(({ sender }) => sender === 'contact')?.answer);
  expect(answer?.body).toContain(`/api/webhooks/status?message=${aiMessages(messages)[1]?._id}`);
});

// Bug caught: an address in TwiML that Twilio cannot reach, so that every answer makes an error in its debugger.
test('without a way to reach the console an answer names no address', async () => {
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: 'https://twilio.invalid' } });
  expect((await desk.text(A, 'Hello')).body).toContain('<Response><Message>Hi there!');
});

// Bug caught: somebody who unsubscribed where the console did not hear of it, written to again and again; or locked out
// for ever although they have subscribed again.
test('an opt-out is learnt from the error of a delivery, and START lifts it', async () => {
  const standIn = await openStandIn([], { delivery: { stepMs: 0, failWith: 21_610 } });
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSES_ENABLED: 'false' } });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  await untilEnd(desk, ({ _id }) => _id === id, 'failed');
  await untilStored(desk, () => threadOf(desk).optedOut === true);
  expect(entryOf(desk)?.optedOut[channelIn(desk, OURS)]).toMatchObject({ keyword: 'STOP', code: 21_610 });
  await expect(operatorOf(desk).reply('And now?')).rejects.toThrow(/unsubscribed/);
  const again = await reopen(desk);
  await expect(operatorOf(again).reply('And now?')).rejects.toThrow(/unsubscribed/);
  await again.text(A, 'START');
  expect(entryOf(again)?.optedOut).toEqual({});
});

// Bug caught: a report that comes late locking out somebody who has subscribed again since.
test('an opt-out that is older than the START is not learnt any more', async () => {
  const twilio = await openHeldTwilio();
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: twilio.url, AI_RESPONSES_ENABLED: 'false' } });
  await desk.text(A, 'Hello');
  const id = await operatorOf(desk).reply('A person here.');
  const held = await twilio.sent();
  held.accept();
  await untilStored(desk, ({ messages }) => messages.some((one) => one._id === id && one.metadata.twilioMessageSid));
  await desk.text(A, 'START');
  const form = { AccountSid: ACCOUNT, MessageSid: held.sid, MessageStatus: 'undelivered', ErrorCode: '21610' };
  await desk.post(new URL(held.form.StatusCallback ?? '').pathname, { ...form, From: OURS, To: A });
  expect((await desk.documents()).messages.find(({ _id }) => _id === id)?.error?.code).toBe(21_610);
  expect(entryOf(desk)?.optedOut).toEqual({});
});

// Bug caught: free texts written into a window that WhatsApp holds for closed, while the composer counts down hours.
test.each(['as a delivery error', 'at once'])(
  '63016 closes the WhatsApp window until the customer writes (%s)',
  async (how) => {
    const standIn = await openStandIn([WHATSAPP], { delivery: { stepMs: 0, failWith: 63_016 } });
    const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSES_ENABLED: 'false' } });
    if (how === 'at once') standIn.scriptTrouble(({ method }) => (method === 'POST' ? refusedAs63016 : null));
    const write = (body: string) => desk.text(`whatsapp:${A}`, body, { To: `whatsapp:${WHATSAPP}` });
    await write('Hello');
    const id = await operatorOf(desk).reply('A person here.');
    await untilEnd(desk, ({ _id }) => _id === id, 'failed');
    const message = (await desk.documents()).messages.find(({ _id }) => _id === id);
    expect(message?.error?.code).toBe(63_016);
    expect(await windowIn(desk)).toEqual({ kind: 'closed', why: 'refused' });
    await write('Are you there?');
    expect((await windowIn(desk)).kind).toBe('open');
  },
);
const refusedAs63016 = { kind: 'refuse', status: 400, code: 63_016 } as const;
