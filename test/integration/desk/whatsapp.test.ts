import { expect, test } from 'vitest';
import { OURS } from '../../support/start-desk';
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

const HIDDEN = 'US.ABC123def456';
const whatsappTo = { To: `whatsapp:${OURS}` };

// Bug caught: the webhook's path deciding the kind, so that one webhook for all turns WhatsApp into SMS.
test.each(['sms', 'whatsapp'])('a whatsapp: message on /%s is WhatsApp, and an SMS there is an SMS', async (route) => {
  const desk = await openDeskFor();
  const post = (form: Record<string, string>) =>
    desk.post(`/api/webhooks/${route}`, {
      AccountSid: `AC${'0123456789abcdef'.repeat(2)}`,
      NumMedia: '0',
      Body: 'Hello',
      ...form,
    });
  expect((await post({ MessageSid: 'SM1', From: `whatsapp:${A}`, ...whatsappTo })).body).toContain('<Message');
  expect((await post({ MessageSid: 'SM2', From: A, To: OURS })).body).toContain('<Message');
  const { messages, sessions } = await desk.documents();
  expect(sessions.map((one) => [one.communication_type, one.title])).toEqual([
    ['whatsapp', `WhatsApp from ${A}`],
    ['sms', `SMS from ${A}`],
  ]);
  // No prefix anywhere in what is stored: the kind says it.
  expect(JSON.stringify([messages, sessions, [...desk.store.now.values('channels')]])).not.toContain('whatsapp:');
  for (const one of messages) {
    const other = one.sender === 'contact' ? one.metadata.fromNumber : one.metadata.toNumber;
    expect(other).toBe(A);
  }
});

// Bug caught: one person as two contacts because they write on two channels.
test('WhatsApp and SMS of one number are one thread with two sessions', async () => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello by SMS');
  await desk.text(`whatsapp:${A}`, 'Hello by WhatsApp', { ...whatsappTo, ProfileName: 'Ana' });
  expect([...desk.store.now.values('contacts')]).toMatchObject([{ addresses: [A], name: null, profileName: 'Ana' }]);
  expect(threadOf(desk)).toMatchObject({ messageCount: 4, unread: 2 });
  const { sessions } = await desk.documents();
  expect(new Set(sessions.map((one) => one.channel_id)).size).toBe(2);
});

// Bug caught: what a stranger calls themself taken for the name that the team gave.
test('the profile name is a suggestion: it never replaces a name, and follows its owner', async () => {
  const desk = await openDeskFor();
  const contact = () => [...desk.store.now.values('contacts')][0];
  await desk.text(`whatsapp:${A}`, 'Hi', { ...whatsappTo, ProfileName: '  Ana  ' });
  expect(contact()).toMatchObject({ name: null, profileName: 'Ana' });
  const contact_id = contact()?._id ?? '';
  await desk.store.commit(() => ({
    changes: [{ type: 'contact.edited', contact_id, patch: { name: 'Ana Lima' }, at: '2025-01-15T10:00:00.000Z' }],
    result: null,
  }));
  await desk.text(`whatsapp:${A}`, 'Hi', { ...whatsappTo, ProfileName: 'Support Team' });
  expect(contact()).toMatchObject({ name: 'Ana Lima', profileName: 'Support Team' });
  await desk.text(`whatsapp:${A}`, 'Hi', { ...whatsappTo, ProfileName: ' ' });
  await desk.text(`whatsapp:${A}`, 'Hi', { ...whatsappTo, ProfileName: 'x'.repeat(5000) });
  expect(contact()).toMatchObject({ name: 'Ana Lima', profileName: 'Support Team' });
  expect(aiMessages((await desk.documents()).messages).length).toBeGreaterThan(0);
});

// Bug caught: a WhatsApp user who hides the number refused, unanswered, or written to at a made-up number.
test('a WhatsApp user without a number is kept, answered, and can be replied to', async () => {
  const standIn = await openStandIn([OURS]);
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  standIn.pointAt(desk.webhookUrl);
  const phone = standIn.addPhone({ name: 'Ana', number: A, hidesNumber: true });
  const { replies, params } = await phone.text('Hello', { channel: 'whatsapp' });
  expect(replies.map((one) => one.body)).toEqual(['Hi there! 👋 How can I help you today?']);
  const address = (params.From ?? '').replace('whatsapp:', '');
  expect(address).toMatch(/^US\./);
  expect(threadOf(desk, address)).toMatchObject({ messageCount: 2 });
  await operatorOf(desk).reply('A person here.', address);
  const shown = await phone.waitForMessage((one) => one.direction === 'outbound-api');
  expect(shown).toMatchObject({ body: 'A person here.', from: `whatsapp:${OURS}`, to: `whatsapp:${address}` });
  await untilStored(desk, ({ messages }) => messages.some((one) => one.sender === 'operator' && one.status === 'read'));
});

// Bug caught: an opaque address that a restart turns into something else, or that is mixed up with another.
test('opaque addresses are told apart to the letter, over a restart too', async () => {
  const desk = await openDeskFor();
  for (const address of [HIDDEN, HIDDEN.toLowerCase(), `${HIDDEN}/../x`]) {
    await desk.text(`whatsapp:${address}`, `from ${address}`, whatsappTo);
  }
  const again = await reopen(desk);
  for (const address of [HIDDEN, HIDDEN.toLowerCase(), `${HIDDEN}/../x`]) {
    const messages = (await again.store.conversation(address)).messages();
    expect(messages[0]?.content).toBe(`from ${address}`);
    expect(messages).toHaveLength(2);
  }
});

// Bug caught: a message that is nothing but a place, a button or media, shown as an empty bubble or lost.
test('a place, a button and a picture are kept with what they say', async () => {
  const desk = await openDeskFor();
  await desk.text(`whatsapp:${A}`, '', {
    ...whatsappTo,
    Latitude: '52.52',
    Longitude: '13.40',
    Label: 'Café',
    Address: 'Hauptstraße 1',
  });
  await desk.text(`whatsapp:${A}`, 'Yes, please', {
    ...whatsappTo,
    ButtonPayload: 'order-1',
    ButtonText: 'Yes, please',
  });
  await desk.text(`whatsapp:${A}`, '', {
    ...whatsappTo,
    NumMedia: '1',
    MediaUrl0: 'https://api.twilio.com/x',
    MediaContentType0: 'image/jpeg',
  });
  const said = (await desk.documents()).messages.filter((one) => one.sender === 'contact');
  expect(said.map((one) => one.content)).toEqual(['📍 Café, Hauptstraße 1 (52.52, 13.40)', 'Yes, please', '']);
  expect(said[1]?.metadata.buttonPayload).toBe('order-1');
  expect(said[2]?.media).toMatchObject([{ contentType: 'image/jpeg' }]);
  // Links to media open without a password at Twilio, so none is kept.
  expect(JSON.stringify(said)).not.toContain('api.twilio.com');
});
