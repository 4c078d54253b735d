import { expect, test } from 'vitest';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import type { Message } from '../../../src/shared/domain';
import { OURS, type StartedDesk } from '../../support/start-desk';
import { A, openDeskFor, openStandIn, operatorOf, threadOf, untilStored } from './support/desk-harness';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LOOK = 60_000;

async function openWith(): Promise<{ desk: StartedDesk; standIn: TwilioStandIn; clock: WatchedClock }> {
  const clock = createWatchedClock();
  const standIn = await openStandIn([OURS], {
    clock,
    templates: [
      { friendlyName: 'order_ready', body: 'Hello {{1}}, order {{2}} is ready.', variables: { 1: 'Ana', 2: '1' } },
      { friendlyName: 'waiting', body: 'Soon.', status: 'pending' },
      { friendlyName: 'refused', body: 'Never.', status: 'rejected' },
    ],
  });
  const env = { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSES_ENABLED: 'false' };
  const desk = await openDeskFor({ clock, env });
  standIn.pointAt(desk.webhookUrl);
  await standIn.addPhone({ name: 'Ana', number: A }).text('Hello', { channel: 'whatsapp' });
  return { desk, standIn, clock };
}

async function send(desk: StartedDesk, more: object): Promise<unknown> {
  const thread = threadOf(desk);
  const base = { contact_id: thread._id, address: A, channel_id: thread.replyTo?.channel_id ?? '', draft_id: null };
  return operatorOf(desk).handlers['message.send']({
    ...base,
    message_id: desk.sending.newId(),
    content: 'Are you still there?',
    ...more,
  });
}

const outgoing = (standIn: TwilioStandIn) =>
  standIn.messages.newestFirst().filter((one) => one.direction !== 'inbound');

// Bugs caught: a free text that Twilio takes and WhatsApp then throws away; a template that is held back with it.
test('outside of the window nothing but an approved template goes out, filled in', async () => {
  const { desk, standIn, clock } = await openWith();
  const { templates } = await desk.sending.templates.list();
  expect(templates.map(({ name, approved }) => [name, approved])).toEqual([
    ['order_ready', true],
    ['waiting', false],
  ]);
  const [ready, waiting] = standIn.account.templates.map(({ sid }) => sid);
  clock.advance(DAY - 4 * 60_000);
  await expect(send(desk, {})).rejects.toThrow('The WhatsApp window is closed');
  await expect(send(desk, { template: { sid: waiting!, variables: {} } })).rejects.toThrow('window is closed');
  await expect(send(desk, { template: { sid: ready!, variables: { 1: 'Ana' } } })).rejects.toThrow('no value for 2');
  const stranger = `HX${'0'.repeat(32)}`;
  await expect(send(desk, { template: { sid: stranger, variables: {} } })).rejects.toThrow('cannot be sent any more');
  expect(outgoing(standIn)).toEqual([]);
  const variables = { 1: 'Ana', 2: '77' };
  await send(desk, { content: '', template: { sid: ready!, variables } });
  await untilStored(desk, ({ messages }) =>
    messages.some((one) => one.metadata.twilioMessageSid && one.sender === 'operator'),
  );
  const sent = (await desk.documents()).messages.at(-1);
  expect(sent).toMatchObject({
    content: 'Hello Ana, order 77 is ready.',
    metadata: { template: { sid: ready, variables }, fromNumber: OURS },
  });
  expect(outgoing(standIn)).toMatchObject([{ body: 'Hello Ana, order 77 is ready.', from: `whatsapp:${OURS}` }]);
});

// Bug caught: a text that is put off to a time when WhatsApp refuses it, and then vanishes or fails at Twilio.
test('a scheduled text is checked when it is written and again when its time comes', async () => {
  const { desk, standIn, clock } = await openWith();
  const at = (ms: number) => new Date(clock.now() + ms).toISOString();
  await expect(send(desk, { sendAt: at(DAY) })).rejects.toThrow('window is closed');
  const message_id = desk.sending.newId();
  await send(desk, { message_id, sendAt: at(2 * HOUR) });
  // WhatsApp says meanwhile that the window is closed, whatever our clock says.
  clock.advance(1000);
  const contact_id = threadOf(desk)._id;
  const waits = (await desk.documents()).messages.find((one) => one._id === message_id);
  const { sendAt: _due, ...rest } = waits!;
  const refused: Message = {
    ...{ ...rest, _id: 'refused', status: 'failed', createdAt: at(0) },
    error: { code: 63016, message: 'outside the window' },
  };
  await desk.store.commit(() => ({
    changes: [{ type: 'message.added', address: A, contact_id, message: refused }],
    result: null,
  }));
  await clock.untilTimer(LOOK);
  clock.advance(2 * HOUR);
  await untilStored(desk, ({ messages }) => messages.some((one) => one._id === message_id && one.status === 'failed'));
  const calledOff = (await desk.documents()).messages.find((one) => one._id === message_id);
  expect(calledOff?.error?.message).toContain('WhatsApp refused the last text as too late');
  expect(outgoing(standIn).filter((one) => one.body === 'Are you still there?')).toEqual([]);
  const job = { contact_id, address: A, message_id };
  await expect(operatorOf(desk).handlers['message.send-now'](job)).rejects.toThrow('window is closed');
});

// Bug caught: a template that goes out to somebody who has said STOP.
test('a template is no way around STOP', async () => {
  const { desk, standIn } = await openWith();
  await standIn.phones[0]!.text('STOP', { channel: 'whatsapp' });
  const sid = standIn.account.templates[0]!.sid;
  await expect(send(desk, { template: { sid, variables: { 1: 'a', 2: 'b' } } })).rejects.toThrow('unsubscribed');
});
