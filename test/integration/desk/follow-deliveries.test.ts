import { expect, test } from 'vitest';
import { A, aiMessages, openDeskFor, openStandIn, reopen, threadOf, untilStored } from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

const TICK = 20_000;

// Bug caught: an answer that a carrier refused and that says "sent" for ever, so that nobody ever writes to the customer.
test('what became of answers in TwiML is learnt, after a restart too, and they stay as they were said', async () => {
  const clock = createWatchedClock();
  const standIn = await openStandIn([], { clock });
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  standIn.pointAt(desk.webhookUrl);
  const phone = standIn.addPhone({ name: 'A', number: A });
  const [hello] = (await phone.text('Hello')).replies;
  standIn.setDelivery({ failWith: 30007 });
  const [thanks] = (await phone.text('Thank you')).replies;
  const again = await reopen(desk);
  await clock.untilTimer(TICK);
  const settled = untilStored(again, ({ messages }) =>
    aiMessages(messages).every(({ status }) => status === 'delivered' || status === 'undelivered'),
  );
  clock.advance(TICK);
  await clock.untilTimer(TICK);
  clock.advance(TICK);
  await settled;
  const replies = aiMessages((await again.documents()).messages);
  expect(replies.map(({ status, metadata }) => [metadata.twilioMessageSid, status])).toEqual([
    [hello?.sid, 'delivered'],
    [thanks?.sid, 'undelivered'],
  ]);
  expect(replies[1]?.error?.code).toBe(30007);
  expect(threadOf(again).failedIds).toEqual([replies[1]?._id]);
  expect(standIn.messages.newestFirst().filter(({ direction }) => direction !== 'inbound')).toHaveLength(2);
});
