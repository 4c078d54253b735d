import { expect, test } from 'vitest';
import { createManageContacts } from '../../../src/main/conversation/manage-contacts';
import { OURS } from '../../support/start-desk';
import { A, B, openDeskFor, operatorOf, threadOf } from './support/desk-harness';

const quiet = { env: { AI_RESPONSES_ENABLED: 'false' } };

// Bug caught: a customer's STOP that some way of an operator's lifts: by merging, taking apart, editing, deleting what was
// said, or by a text that was written before.
test('nothing that an operator does undoes a STOP; only START of the customer does', async () => {
  const desk = await openDeskFor(quiet);
  await desk.text(A, 'Hello');
  await desk.text(B, 'Hello');
  const { handlers, reply } = operatorOf(desk);
  const scheduled = desk.sending.newId();
  const { _id: contact_id, replyTo } = threadOf(desk);
  const channel_id = replyTo?.channel_id ?? '';
  const text = { contact_id, address: A, channel_id, content: 'Later.', draft_id: null };
  await handlers['message.send']({
    ...text,
    message_id: scheduled,
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await desk.text(A, 'STOP');
  const isLocked = async () => {
    await expect(reply('And now?')).rejects.toThrow(/unsubscribed/);
    expect(threadOf(desk).optedOut).toBe(true);
    expect(desk.store.now.get('addresses', A)?.optedOut).toHaveProperty(channel_id);
  };
  await isLocked();

  const contacts = createManageContacts(desk.store, desk.sending.clock, desk.sending.newId);
  const merged = await contacts.merge(threadOf(desk, B)._id, threadOf(desk)._id);
  expect(desk.store.now.get('addresses', A)?.optedOut).toHaveProperty(channel_id);
  await expect(reply('And now?')).rejects.toThrow(/unsubscribed/);
  await contacts.undo(merged);
  await isLocked();
  await contacts.merge(threadOf(desk)._id, threadOf(desk, B)._id);
  await contacts.takeOut(threadOf(desk)._id, A);
  await isLocked();

  await desk.store.commit(() => ({
    changes: [{ type: 'contact.edited', contact_id: threadOf(desk)._id, patch: { blocked: false }, at: '2026-01-01' }],
    result: null,
  }));
  await isLocked();
  const job = { address: A, contact_id: threadOf(desk)._id, message_id: scheduled };
  await expect(desk.sending.waiting.sendNow(job)).rejects.toThrow(/unsubscribed/);
  for (const { _id } of (await desk.store.conversation(A)).sessions())
    await desk.sessions.remove({ address: A, session_id: _id });
  expect(desk.store.now.get('addresses', A)?.optedOut).toHaveProperty(channel_id);
  await expect(handlers['message.send']({ ...text, ...job })).rejects.toThrow(/unsubscribed|not known/);

  await desk.text(A, 'START', { To: OURS });
  expect(desk.store.now.get('addresses', A)?.optedOut).toEqual({});
  await reply('Welcome back.');
});
