import { expect, test } from 'vitest';
import { A, B, openDeskFor, operatorOf, threadOf } from './support/desk-harness';

// Bug caught: a team that cannot find out who stopped the AI in a conversation, blocked a customer or deleted a session.
test('what people do with conversations and contacts stands in the activity log, with the conversation', async () => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello');
  await desk.text(B, 'Hello');
  const { handlers, reply, setMode } = operatorOf(desk);
  const { _id: contact_id } = threadOf(desk);
  await reply('A person here.');
  await reply('How can I help?');
  await setMode('off');
  await handlers['contact.edit']({ contact_id, name: 'Ana B' });
  await handlers['contact.edit']({ contact_id, blocked: true });
  await handlers['contact.edit']({ contact_id, notes: 'Likes tea.' });
  const until = '2031-05-06T07:08:00.000Z';
  await handlers['thread.state']({ contact_id, state: 'snoozed', until });
  const { sessions } = await desk.documents();
  await desk.sessions.remove({ address: A, session_id: sessions[0]?._id ?? '' });
  await handlers['contacts.merge']({ into: contact_id, from: threadOf(desk, B)._id });
  const said = desk.log
    .recent(100)
    .filter((line) => line.contact_id === contact_id && !/^Created new|^AI response/.test(line.text));
  expect(said.map(({ text }) => text)).toEqual([
    `${A}: You took over. The AI only drafts here now.`,
    `AI set to Off: ${A}.`,
    'Blocked: Ana B.',
    // As the clock on the wall has it, in the system's way of writing.
    `Snoozed until ${new Date(until).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}: Ana B.`,
    `A session of ${A} was deleted, with 5 messages.`,
    'Merged into one person: Ana B.',
  ]);
});
