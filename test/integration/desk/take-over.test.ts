import { expect, test } from 'vitest';
import type { StartedDesk } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import {
  A,
  aiMessages,
  drafts,
  EMPTY,
  openDeskFor,
  operatorOf,
  reopen,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { createWatchedClock } from './support/watched-clock';

/** No round number: other parts that wait, with pauses of chance, never wait for exactly so long. */
const DELAY = 1002;

const MINUTE = 60_000;
/** How often it is looked what is over. */
const LOOK = 5_000;
const idOf = (desk: StartedDesk) => threadOf(desk)._id;
const events = async (desk: StartedDesk) =>
  (await desk.documents()).messages.filter((one) => one.kind === 'event').map((one) => one.content);

// Bugs caught: the AI that answers while a person writes; a take-over that never ends, or that ends while they write on.
test('typing takes a thread over for a while: the AI only drafts there, until it goes back by itself', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock });
  await desk.text(A, 'Hello');
  const { handlers } = operatorOf(desk);
  const before = threadOf(desk);
  await handlers['thread.typing']({ contact_id: idOf(desk) });
  const at = '2025-01-15T10:00:00.000Z';
  expect(threadOf(desk)).toMatchObject({
    owner: 'operator',
    mode: { value: 'draft', by: 'operator', at, until: { at: '2025-01-15T10:30:00.000Z', then: 'auto' } },
    last: before.last,
  });
  const drafted = untilChange(desk, 'message.added', (change) => change.message.status === 'draft');
  expect((await desk.text(A, 'What are your hours?')).body).toMatch(EMPTY);
  await drafted;
  expect(drafts((await desk.documents()).messages)).toHaveLength(1);

  clock.advance(20 * MINUTE);
  await handlers['thread.typing']({ contact_id: idOf(desk) });
  expect(threadOf(desk).mode).toMatchObject({ at, until: { at: '2025-01-15T10:50:00.000Z', then: 'auto' } });
  clock.advance(15 * MINUTE);
  expect(threadOf(desk).mode?.value).toBe('draft');
  const ended = untilChange(desk, 'mode.set');
  clock.advance(15 * MINUTE);
  await clock.untilTimer(LOOK);
  clock.advance(LOOK);
  expect((await ended).mode).toMatchObject({ value: 'auto', by: 'rule' });
  expect(threadOf(desk)).toMatchObject({ owner: null });
  expect(await events(desk)).toEqual(['You took over. The AI only drafts here now.']);
});

// Bug caught: an AI that answers the customer's next text although a person has just replied.
test('a reply takes over too; handing back lets the AI answer again', async () => {
  const desk = await openDeskFor();
  await desk.settings.put('takeOverMinutes', 0, 'operator');
  await desk.text(A, 'Hello');
  const operator = operatorOf(desk);
  await operator.reply('I will look into it.');
  expect(threadOf(desk)).toMatchObject({
    owner: 'operator',
    mode: { value: 'draft', until: { at: null, then: 'auto' } },
  });
  const drafted = untilChange(desk, 'message.added', (change) => change.message.status === 'draft');
  expect((await desk.text(A, 'Thank you')).body).toMatch(EMPTY);
  await drafted;
  const taken = untilChange(desk, 'message.added', (change) => change.message.sender === 'ai');
  await operator.handlers['thread.hand-back']({ contact_id: idOf(desk) });
  await taken;
  expect(threadOf(desk)).toMatchObject({ owner: null, needsHuman: null, mode: { value: 'auto', by: 'operator' } });
  expect(threadOf(desk).mode).not.toHaveProperty('until');
  expect((await desk.text(A, 'Hello again')).body).toContain('<Message');
  expect(aiMessages((await desk.documents()).messages)).toHaveLength(3);
  expect(await events(desk)).toHaveLength(2);
});

// Bug caught: taking over that turns the AI on where a person has turned it off, or that the settings forbid.
test('where the AI is off it stays off, and where taking over is off nothing changes', async () => {
  const desk = await openDeskFor();
  await desk.text(A, 'Hello');
  const operator = operatorOf(desk);
  await operator.setMode('off');
  await operator.handlers['thread.typing']({ contact_id: idOf(desk) });
  expect(threadOf(desk)).toMatchObject({ owner: 'operator', mode: { value: 'off' } });
  await operator.setMode('auto');
  expect(threadOf(desk).owner).toBeNull();
  await desk.settings.put('takeOverOnReply', false, 'operator');
  const { seq } = desk.store;
  await operator.handlers['thread.typing']({ contact_id: idOf(desk) });
  expect(desk.store.seq).toBe(seq);
});

// Bug caught: an AI that was answering when a person began to type, and whose answer goes out all the same.
test('an answer in the making becomes a draft when the operator begins to type', async () => {
  const clock = createWatchedClock();
  const desk = await openDeskFor({ clock, env: { AI_RESPONSE_DELAY: String(DELAY) } });
  const stored = untilChange(desk, 'message.added');
  const answer = desk.text(A, 'Hello');
  await stored;
  await clock.untilTimer(DELAY);
  await operatorOf(desk).handlers['thread.typing']({ contact_id: idOf(desk) });
  clock.advance(DELAY);
  expect((await answer).body).toMatch(EMPTY);
  const { messages } = await desk.documents();
  expect(aiMessages(messages)).toHaveLength(0);
  expect(drafts(messages)).toHaveLength(1);
});

// Bugs caught: two drafts side by side; a draft that changes who is needed, or that cannot say why it is there; sources that
// name nothing.
test('a draft can be written anew, and names what it rests on', async () => {
  const desk = await openDeskFor({ env: { AI_PROVIDER: 'knowledge' } });
  const at = '2025-01-15T10:00:00.000Z';
  const entry = {
    _id: 'k1',
    question: 'What are your opening hours?',
    answer: 'Nine to five.',
    createdAt: at,
    updatedAt: at,
  };
  await desk.store.commit(() => ({ changes: [{ type: 'knowledge.put', entry }], result: null }));
  await desk.text(A, 'What are your opening hours?');
  const operator = operatorOf(desk);
  await operator.handlers['draft.regenerate']({ contact_id: idOf(desk), address: A });
  await operator.handlers['draft.regenerate']({ contact_id: idOf(desk), address: A });
  const [draft, ...others] = drafts((await desk.documents()).messages);
  expect(others).toEqual([]);
  expect(draft?.content).toContain('Nine to five.');
  expect(draft?.decision).toEqual({
    ...{ kind: 'draft', rule: 'regenerated', reason: 'You asked the AI to write this draft.' },
    at: draft?.createdAt,
  });
  expect(threadOf(desk)).toMatchObject({ draft_id: draft?._id, needsHuman: null });
  const ids = [...(draft?.explanation?.knowledge ?? []), 'gone'];
  expect(operator.handlers['draft.sources']({ ids })).toEqual([
    { id: 'k1', question: entry.question, answer: entry.answer },
    { id: 'gone', question: null, answer: null },
  ]);
});

// Bug caught: a draft that somebody asked for and that comes late, in the place of the one for what was written since.
test('a draft that is asked for does not take the place of one for a newer text', async () => {
  const ai = await openAiEndpoint();
  const desk = await openDeskFor({ env: ai.env });
  await desk.settings.put('defaultMode', 'draft', 'operator');
  await desk.text(A, 'Where is my parcel?');
  (await ai.asked()).say('It is on its way.');
  await untilStored(desk, ({ messages }) => drafts(messages).length === 1);
  const again = operatorOf(desk).handlers['draft.regenerate']({ contact_id: idOf(desk), address: A });
  const asked = await ai.asked();
  const newer = untilChange(desk, 'message.added', ({ message }) => message.status === 'draft');
  await desk.text(A, 'It was to come on Monday.');
  (await ai.asked()).say('It comes today instead.');
  await newer;
  asked.say('It is on its way, I said.');
  await expect(again).rejects.toThrow('The customer has written more meanwhile.');
  expect(drafts((await desk.documents()).messages).map(({ content }) => content)).toEqual(['It comes today instead.']);
});

// Bug caught: two replies under one shortcut, of which only one is ever found.
test('canned replies are kept in order, once for each shortcut, after a restart too', async () => {
  const desk = await openDeskFor();
  const { handlers } = operatorOf(desk);
  await handlers['canned.put']({ reply_id: null, shortcut: 'hours', text: 'We are open from nine to five.' });
  const { reply_id } = await handlers['canned.put']({ reply_id: null, shortcut: 'bye', text: 'Bye, {{name}}!' });
  await expect(
    Promise.resolve(handlers['canned.put']({ reply_id: null, shortcut: 'HOURS', text: 'x' })),
  ).rejects.toThrow(/called “\/hours” already/);
  await handlers['canned.put']({ reply_id, shortcut: 'goodbye', text: 'Goodbye, {{name}}!' });
  const again = await reopen(desk);
  const kept = await operatorOf(again).handlers['canned.list']({});
  expect(kept.map(({ shortcut, text }) => [shortcut, text])).toEqual([
    ['goodbye', 'Goodbye, {{name}}!'],
    ['hours', 'We are open from nine to five.'],
  ]);
  await operatorOf(again).handlers['canned.remove']({ reply_id });
  expect(await operatorOf(again).handlers['canned.list']({})).toHaveLength(1);
});
