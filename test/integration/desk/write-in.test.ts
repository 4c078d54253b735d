import { expect, test } from 'vitest';
import type { StandInOptions, TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { OURS, type StartedDesk } from '../../support/start-desk';
import { aiMessages, openDeskFor, openStandIn, operatorOf, threadOf, untilStored } from './support/desk-harness';

const OWNER = '+12025550188';

async function openWith(more: Partial<StandInOptions> = {}): Promise<{ desk: StartedDesk; standIn: TwilioStandIn }> {
  const callerIds = [{ phoneNumber: OWNER, friendlyName: 'Owner' }];
  const standIn = await openStandIn([], { callerIds, type: 'Trial', ...more });
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSE_DELAY: '0' } });
  standIn.pointAt(desk.webhookUrl);
  return { desk, standIn };
}

async function writeIn(desk: StartedDesk, more: object = {}): Promise<{ readonly contact_id: string }> {
  const command = { message_id: desk.sending.newId(), from: OWNER, to: OURS, content: 'Hi' };
  return operatorOf(desk).handlers['caller.write-in']({ ...command, ...more });
}

// Bugs caught: an answer that goes back into a webhook that nobody asked; one that a trial account cannot be tried with.
test('what is written in as a verified caller is answered for real, on that phone, and marked', async () => {
  const { desk, standIn } = await openWith();
  const phone = standIn.addPhone({ name: 'Owner', number: OWNER });
  const { contact_id } = await writeIn(desk);
  const got = await phone.waitForMessage();
  expect(got).toMatchObject({ direction: 'outbound-api', from: OURS, body: 'Hi there! 👋 How can I help you today?' });
  await untilStored(desk, ({ messages }) => messages.some((one) => one.sender === 'ai' && one.status === 'delivered'));
  const { messages, sessions } = await desk.documents();
  expect(threadOf(desk, OWNER)._id).toBe(contact_id);
  expect(sessions).toHaveLength(1);
  const [asked, answer] = messages;
  expect(asked).toMatchObject({
    ...{ sender: 'contact', status: 'received', communication_type: 'sms', content: 'Hi' },
    metadata: { simulated: true, fromNumber: OWNER, toNumber: OURS },
  });
  expect(asked?.metadata.twilioMessageSid).toBeUndefined();
  expect(answer).toMatchObject({ sender: 'ai', metadata: { generatedBy: 'AI', fromNumber: OURS, toNumber: OWNER } });
});

// Bug caught: two messages, or two answers, of one press that was repeated after a failure.
test('the same again is kept and answered once', async () => {
  const { desk, standIn } = await openWith();
  const message_id = desk.sending.newId();
  const [one, other] = await Promise.all([writeIn(desk, { message_id }), writeIn(desk, { message_id })]);
  expect(other).toEqual(one);
  await untilStored(desk, ({ messages }) =>
    messages.some((each) => each.sender === 'ai' && each.status === 'delivered'),
  );
  expect(aiMessages((await desk.documents()).messages)).toHaveLength(1);
  expect(standIn.messages.newestFirst()).toHaveLength(1);
});

// Bug caught: the rules about who may be answered passed by: a person who owns the thread, or STOP.
test('the rules hold for it as for any customer', async () => {
  const { desk, standIn } = await openWith();
  await writeIn(desk, { content: 'STOP' });
  expect(Object.keys(desk.store.now.get('addresses', OWNER)?.optedOut ?? {})).toHaveLength(1);
  await writeIn(desk, { content: 'START' });
  await operatorOf(desk).setMode('draft', OWNER);
  await writeIn(desk, { content: 'Where is my order?' });
  await untilStored(desk, ({ messages }) => messages.some((one) => one.status === 'draft'));
  expect(standIn.messages.newestFirst()).toEqual([]);
});

// Bug caught: anybody's number taken for a customer's, so that texts go out to people who have not asked for them.
test('nobody but a verified caller can be written in as, and to nothing but a number of ours that texts', async () => {
  const numbers = [{ phoneNumber: OURS }, { phoneNumber: '+12025550177', sms: false }];
  const { desk } = await openWith({ numbers });
  await expect(writeIn(desk, { from: '+12025550111' })).rejects.toThrow('not a verified caller ID');
  await expect(writeIn(desk, { to: '+12025550177' })).rejects.toThrow('carries no texts');
  expect((await desk.documents()).messages).toEqual([]);
});
