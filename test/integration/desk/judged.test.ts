import { expect, test } from 'vitest';
import { createDayOf } from '../../../src/main/insights/calendar';
import { A, B, openDeskFor, operatorOf, threadOf, untilChange } from './support/desk-harness';

/** Today, as the machine has it. */
function today(): string {
  return createDayOf()(new Date().toISOString());
}

// Bugs caught: what the desk keeps of its decisions is not what the reports read, so that they stay empty or count twice; a
// draft that was thrown away leaves no trace.
test('what a running desk decides is what the reports count', async () => {
  const desk = await openDeskFor();
  const operator = operatorOf(desk);
  await desk.text(A, 'Hi');
  await desk.text(A, 'I want to talk to a person');
  await desk.text(B, 'STOP');
  await operator.handlers['setting.put']({ key: 'defaultMode', value: 'draft' });

  const C = '+12025550133';
  const written = untilChange(desk, 'message.added', ({ message }) => message.status === 'draft');
  await desk.text(C, 'What are your hours?');
  const { message: draft } = await written;
  await operator.handlers['draft.discard']({ contact_id: threadOf(desk, C)._id, address: C, message_id: draft._id });
  await operator.reply('We are here from nine.', C);

  await operator.handlers['setting.put']({ key: 'defaultMode', value: 'auto' });
  await operator.handlers['setting.put']({ key: 'shadow', value: true });
  const D = '+12025550144';
  const answer = await desk.text(D, 'Hi');
  expect(answer.body).not.toContain('<Message>');
  await operator.reply('Hi there! How can I help you today?', D);

  const day = today();
  const counts = await operator.handlers['decisions.read']({ work_id: 'w1', day });
  expect(counts.map(({ kind, rule, count }) => [kind, rule, count]).sort()).toEqual([
    ['answer', 'auto', 1],
    ['draft', 'mode-draft', 1],
    ['hand over', 'hand-off', 1],
    ['stay silent', 'keyword', 1],
    ['stay silent', 'shadow', 1],
  ]);
  const report = await operator.handlers['shadow.read']({ work_id: 'w2', from: day, to: day, kind: null, most: 10 });
  expect(report.shadow).toEqual({ unchanged: 1, edited: 0, different: 0, waiting: 0, overtaken: 0 });
  expect(report.drafts).toEqual({ unchanged: 0, edited: 0, different: 1, waiting: 0, overtaken: 0 });
  expect(report.pairs).toMatchObject([{ question: 'Hi', human: 'Hi there! How can I help you today?' }]);
  const insights = await operator.handlers['insights.read']({ work_id: 'w3', from: day, to: day });
  expect(insights.drafts).toEqual({ unchanged: 0, edited: 0, discarded: 1 });
  expect(insights.handedOver).toBe(1);
});

// Bug caught: past questions answered again that send, keep or change anything at all.
test('answering past questions again leaves the desk as it is', async () => {
  const desk = await openDeskFor();
  const { handlers } = operatorOf(desk);
  await desk.text(A, 'Hi');
  await desk.text(A, 'I want to talk to a person');
  const before = JSON.stringify([await desk.documents(), threadOf(desk), desk.store.seq]);
  const choice = { questions: 20, from: null, to: null, handedOverOnly: false };
  const entry = { entry_id: null, question: 'Hi', answer: 'Welcome!', forms: [] };
  handlers['replay.start']({ choice, change: { instructions: 'Be short.', entry } });
  await expect.poll(() => handlers['replay.read']({})).toMatchObject({ isRunning: false, done: 2, stopped: null });
  expect(JSON.stringify([await desk.documents(), threadOf(desk), desk.store.seq])).toBe(before);
});
