import { expect, test } from 'vitest';
import { isCounted } from '../../../src/shared/apply-to-conversation';
import type { StartedDesk } from '../../support/start-desk';
import { openAiEndpoint } from './support/ai-endpoint';
import {
  A,
  aiMessages,
  B,
  drafts,
  everythingIn,
  openAsAfterPowerCut,
  openDeskFor,
  openStandIn,
  operatorOf,
  threadOf,
  untilChange,
  untilStored,
} from './support/desk-harness';
import { createWatchedClock, type WatchedClock } from './support/watched-clock';

const START = '2025-01-15T10:00:00.000Z';
const LOOK_EVERY = 15_000;

/** A desk with three sessions of A (the last one open) and one of B. */
async function openWithSessions(env: Record<string, string> = {}) {
  const clock = createWatchedClock(START);
  const desk = await openDeskFor({ clock, env });
  for (const [index, body] of ['Hello', 'What are your hours?', 'Thank you'].entries()) {
    clock.advance(index === 0 ? 0 : 360_000);
    await desk.text(A, body);
    await desk.text(A, `${body} again`);
  }
  clock.advance(30_000);
  await desk.text(B, 'Hi');
  const ids = (await desk.documents()).sessions.filter((one) => one.metadata.fromNumber === A).map((one) => one._id);
  expect(ids).toHaveLength(3);
  return { desk, clock, ids: ids as [string, string, string] };
}

/** Checks that a store opened anew on the folder says the same, and that counts fit what is there. */
async function expectWhole(desk: StartedDesk, clock: WatchedClock): Promise<void> {
  const after = await openAsAfterPowerCut(desk, { clock: createWatchedClock(new Date(clock.now()).toISOString()) });
  expect(await everythingIn(after)).toEqual(await everythingIn(desk));
  const { sessions, messages } = await desk.documents();
  for (const session of sessions) {
    const own = messages.filter((one) => one.session_id === session._id && isCounted(one));
    expect([session.title, session.message_count]).toEqual([session.title, own.length]);
  }
  expect(messages.filter((one) => !sessions.some((session) => session._id === one.session_id))).toEqual([]);
  for (const thread of desk.store.now.values('threads')) {
    const contact = desk.store.now.get('contacts', thread._id);
    const conversation = await desk.store.conversation(contact?.addresses[0] ?? '');
    const own = conversation.messages().filter(isCounted);
    expect(thread.messageCount).toBe(own.length);
    expect(thread.last?.message_id).toBe(own.at(-1)?._id);
    const ids = new Set(conversation.messages().map((one) => one._id));
    for (const id of [...thread.pendingIds, ...thread.failedIds]) expect(ids.has(id)).toBe(true);
    if (thread.draft_id !== null) expect(ids.has(thread.draft_id)).toBe(true);
  }
}

// Bug caught: what was done to a session being forgotten over a restart, or counted wrong.
test('closing, reopening and retitling hold over a restart', async () => {
  const { desk, clock, ids } = await openWithSessions();
  const ref = { address: A, session_id: ids[2] };
  await desk.sessions.close(ref);
  await expectWhole(desk, clock);
  await desk.sessions.reopen(ref);
  await desk.sessions.retitle(ref, 'The late parcel');
  await expectWhole(desk, clock);
  expect((await desk.store.conversation(A)).session(ids[2])).toMatchObject({
    status: 'active',
    title: 'The late parcel',
    message_count: 4,
  });
  await expect(desk.sessions.close({ address: A, session_id: 'nowhere' })).rejects.toThrow(/not there any more/);
  await expect(desk.sessions.retitle({ address: B, session_id: ids[0] }, 'x')).rejects.toThrow(/not there any more/);
});

// Bug caught: a session that an operator reopened and that the clock closes again before anybody could write.
test('a session that ran out and is reopened stays open for a gap, and takes the next text', async () => {
  const { desk, clock, ids } = await openWithSessions();
  const ref = { address: A, session_id: ids[2] };
  const closed = untilChange(desk, 'session.status', (change) => change.session_id === ids[2]);
  clock.set('2025-01-15T10:40:00.000Z');
  await clock.untilTimer(LOOK_EVERY);
  clock.advance(LOOK_EVERY);
  await closed;
  await desk.sessions.reopen(ref);
  await clock.untilTimer(LOOK_EVERY);
  clock.advance(LOOK_EVERY);
  await clock.untilTimer(LOOK_EVERY);
  expect((await desk.store.conversation(A)).session(ids[2])?.status).toBe('active');
  await expectWhole(desk, clock);
  clock.advance(120_000);
  await desk.text(A, 'One more thing');
  const { sessions } = await desk.documents();
  expect(sessions.filter((one) => one.metadata.fromNumber === A)).toHaveLength(3);
  expect((await desk.store.conversation(A)).session(ids[2])?.message_count).toBe(6);
});

// Bug caught: an older session that is opened again, stays open for ever beside the newest, and takes no text.
test('an older session that is reopened takes the next text in place of the newest, and ends by itself', async () => {
  const { desk, clock, ids } = await openWithSessions();
  await desk.sessions.reopen({ address: A, session_id: ids[0] });
  const statuses = async () => {
    const conversation = await desk.store.conversation(A);
    return ids.map((id) => conversation.session(id)?.status);
  };
  expect(await statuses()).toEqual(['active', 'closed', 'closed']);
  await expectWhole(desk, clock);
  clock.advance(120_000);
  await desk.text(A, 'About what I asked first');
  expect((await desk.store.conversation(A)).session(ids[0])?.message_count).toBe(6);
  await expectWhole(desk, clock);

  const ended = untilChange(desk, 'session.status', (change) => change.session_id === ids[0]);
  clock.advance(400_000);
  await clock.untilTimer(LOOK_EVERY);
  clock.advance(LOOK_EVERY);
  await ended;
  expect(await statuses()).toEqual(['closed', 'closed', 'closed']);
});

// Bug caught: a reopened session that loses its turn because another one, with a later message, is deleted or comes back.
test('an older session that was reopened keeps its turn when others are deleted and come back', async () => {
  const { desk, clock, ids } = await openWithSessions();
  await desk.sessions.reopen({ address: A, session_id: ids[1] });
  const before = await everythingIn(desk);
  const undo = await desk.sessions.remove({ address: A, session_id: ids[0] });
  await expectWhole(desk, clock);
  await desk.sessions.undo(undo);
  expect(await everythingIn(desk)).toEqual(before);
  clock.advance(60_000);
  await desk.text(A, 'Still here');
  expect((await desk.store.conversation(A)).session(ids[1])?.message_count).toBe(6);
});

// Bug caught: an undo that brings back the messages but not the counts, the newest session or the line in the list.
test.each([
  ['the newest session', 2],
  ['a session in the middle', 1],
  ['the oldest session', 0],
])('deleting %s and undoing it leaves everything as it was', async (_name, index) => {
  const { desk, clock, ids } = await openWithSessions();
  const before = await everythingIn(desk);
  const undo = await desk.sessions.remove({ address: A, session_id: ids[index] ?? '' });
  await expectWhole(desk, clock);
  const { sessions, messages } = await desk.documents();
  expect(sessions.filter((one) => one.metadata.fromNumber === A)).toHaveLength(2);
  expect(messages.some((one) => one.session_id === ids[index])).toBe(false);
  await desk.sessions.undo(undo);
  expect(await everythingIn(desk)).toEqual(before);
  await expectWhole(desk, clock);
  await expect(desk.sessions.undo(undo)).rejects.toThrow(/no longer be undone/);
});

// Bug caught: the last session of a contact deleted, and a thread that then cannot be shown or written to.
test('deleting all sessions of a contact, and undoing that in any order, leaves everything as it was', async () => {
  const { desk, clock, ids } = await openWithSessions();
  const before = await everythingIn(desk);
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const undos = [];
    for (const session_id of ids) undos.push(await desk.sessions.remove({ address: A, session_id }));
    expect(threadOf(desk)).toMatchObject({ last: null, messageCount: 0 });
    await expectWhole(desk, clock);
    for (const index of order) {
      await desk.sessions.undo(undos[index] ?? '');
      await expectWhole(desk, clock);
    }
    expect(await everythingIn(desk)).toEqual(before);
  }
});

// Bug caught: a text that came meanwhile lost, hidden or counted twice by the undo, or two open sessions on one channel.
test('a text that comes between a deletion and its undo keeps its place', async () => {
  const { desk, clock, ids } = await openWithSessions();
  const undo = await desk.sessions.remove({ address: A, session_id: ids[2] });
  clock.set('2025-01-15T10:13:00.000Z');
  await desk.text(A, 'Anybody there?');
  await desk.sessions.undo(undo);
  await expectWhole(desk, clock);
  const { sessions } = await desk.documents();
  const own = sessions.filter((one) => one.metadata.fromNumber === A);
  expect(own.map((one) => [one.status, one.message_count])).toEqual([
    ['closed', 4],
    ['closed', 4],
    ['closed', 4],
    ['active', 2],
  ]);
  expect(threadOf(desk).messageCount).toBe(14);
  clock.advance(60_000);
  await desk.text(A, 'Hello?');
  expect((await desk.documents()).sessions.at(-1)?.message_count).toBe(4);
});

// Bug caught: a merge that loses messages, counts them twice, or leaves the next text without its session.
test.each([
  ['into the one before it', 2, 1],
  ['into the one after it', 1, 2],
  ['of closed ones', 0, 1],
])('merging a session %s and undoing it leaves everything as it was', async (_name, from, into) => {
  const { desk, clock, ids } = await openWithSessions();
  const before = await everythingIn(desk);
  const undo = await desk.sessions.merge(A, ids[from] ?? '', ids[into] ?? '');
  await expectWhole(desk, clock);
  const conversation = await desk.store.conversation(A);
  expect(conversation.sessions()).toHaveLength(2);
  const merged = conversation.session(ids[into] ?? '');
  expect(merged?.message_count).toBe(8);
  const newer = Math.max(from, into);
  expect(merged?.status).toBe(newer === 2 ? 'active' : 'closed');
  await desk.sessions.undo(undo);
  expect(await everythingIn(desk)).toEqual(before);
  await expectWhole(desk, clock);
});

// Bug caught: an open session merged into a closed one, after which the customer's next text starts yet another.
test('the next text goes on in the merged session', async () => {
  const { desk, clock, ids } = await openWithSessions();
  await desk.sessions.merge(A, ids[2], ids[1]);
  clock.set('2025-01-15T10:14:00.000Z');
  await desk.text(A, 'One more thing');
  const conversation = await desk.store.conversation(A);
  expect(conversation.sessions()).toHaveLength(2);
  expect(conversation.session(ids[1])).toMatchObject({ status: 'active', message_count: 10 });
  await expectWhole(desk, clock);
});

// Bug caught: the undo of a merge writing old documents over what has happened since: texts uncounted, a delivered
// message back to "queued", a discarded draft back again.
test('undoing a merge takes nothing back that happened since', async () => {
  const standIn = await openStandIn();
  const { desk, clock, ids } = await openWithSessions({ TWILIO_API_BASE_URL: standIn.baseUrl });
  clock.set('2025-01-15T10:13:00.000Z');
  standIn.setRestTrouble('silent');
  const message_id = await operatorOf(desk).reply('A person here.');
  await untilStored(desk, ({ messages }) => messages.some((one) => one.status === 'sending'));
  const undo = await desk.sessions.merge(A, ids[2], ids[1]);
  await desk.sessions.retitle({ address: A, session_id: ids[1] }, 'All of it');
  await desk.store.commit(() => ({
    changes: [
      {
        type: 'message.status',
        address: A,
        contact_id: threadOf(desk)._id,
        message_id,
        status: 'delivered',
        sid: 'SM1',
        at: START,
      },
    ],
    result: null,
  }));
  clock.advance(10_000);
  const drafted = untilChange(desk, 'message.added', ({ message }) => message.status === 'draft');
  await desk.text(A, 'One more thing');
  await drafted; // else it comes while what is stored is compared
  await standIn.close(); // the request that waited is broken off, which takes nothing back either
  await desk.sessions.undo(undo);
  await expectWhole(desk, clock);
  const conversation = await desk.store.conversation(A);
  expect(conversation.message(message_id)).toMatchObject({ status: 'delivered', session_id: ids[2] });
  expect(conversation.session(ids[2])).toMatchObject({ message_count: 5, status: 'closed' });
  // What came after the merge was written in the merged session, which is where it stays. The AI only drafts there by now.
  expect(conversation.session(ids[1])).toMatchObject({ message_count: 5, status: 'active', title: 'All of it' });
});

// Bug caught: merging a call into a text, or across another session, so that the order of things is no longer true.
test('only neighbours of the same channel are merged', async () => {
  const { desk, ids } = await openWithSessions();
  await desk.text(`whatsapp:${A}`, 'Hi', { To: 'whatsapp:+15703251809' });
  const whatsapp = (await desk.documents()).sessions.find((one) => one.communication_type === 'whatsapp')?._id ?? '';
  const before = await everythingIn(desk);
  for (const [from, into] of [
    [ids[0], ids[2]],
    [ids[2], ids[0]],
    [ids[2], whatsapp],
    [ids[1], ids[1]],
    [ids[1], 'nowhere'],
  ] as const) {
    await expect(desk.sessions.merge(A, from, into)).rejects.toThrow(/session/);
  }
  expect(await everythingIn(desk)).toEqual(before);
});

// Bug caught: an undo that is clicked twice and counts everything double.
test('two undos at once are one', async () => {
  const { desk, ids } = await openWithSessions();
  const before = await everythingIn(desk);
  const undo = await desk.sessions.remove({ address: A, session_id: ids[2] });
  const both = await Promise.allSettled([desk.sessions.undo(undo), desk.sessions.undo(undo)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await everythingIn(desk)).toEqual(before);
});

// Bug caught: the undo of a merge whose session was deleted meanwhile, which would bring back half of it.
test('a merge whose session was deleted since is undone only after that deletion', async () => {
  const { desk, clock, ids } = await openWithSessions();
  const before = await everythingIn(desk);
  const merge = await desk.sessions.merge(A, ids[2], ids[1]);
  const removal = await desk.sessions.remove({ address: A, session_id: ids[1] });
  await expect(desk.sessions.undo(merge)).rejects.toThrow(/undone/);
  await expectWhole(desk, clock);
  await desk.sessions.undo(removal);
  await desk.sessions.undo(merge);
  expect(await everythingIn(desk)).toEqual(before);
});

// Bug caught: failed and waiting messages of a deleted session counted for ever in the strip and in "Failed".
test('a deleted session takes its failed, waiting and drafted messages off the counts; the undo brings them back', async () => {
  const clock = createWatchedClock(START);
  const ai = await openAiEndpoint();
  const standIn = await openStandIn();
  const desk = await openDeskFor({ clock, env: { ...ai.env, TWILIO_API_BASE_URL: standIn.baseUrl } });
  const operator = operatorOf(desk);
  const text = desk.text(A, 'Hello');
  (await ai.asked()).say('Hi there');
  await text;
  await operator.setMode('draft');
  const drafted = desk.text(A, 'And now?');
  (await ai.asked()).say('A draft');
  await drafted;
  await untilStored(desk, ({ messages }) => drafts(messages).length === 1);
  standIn.setDelivery({ failWith: 30_007 });
  await operator.reply('This one fails');
  await untilStored(desk, ({ messages }) => messages.some((one) => one.status === 'undelivered'));
  standIn.setRestTrouble('silent');
  await operator.reply('This one waits');
  await untilStored(desk, ({ messages }) => messages.some((one) => one.status === 'sending'));
  const before = await everythingIn(desk);
  expect(threadOf(desk)).toMatchObject({ failedIds: [expect.any(String)], pendingIds: [expect.any(String)] });
  const session_id = (await desk.documents()).sessions[0]?._id ?? '';
  const undo = await desk.sessions.remove({ address: A, session_id });
  expect(threadOf(desk)).toMatchObject({ failedIds: [], pendingIds: [], draft_id: null });
  expect(desk.connection.state().outbox).toEqual({ pending: 0, failed: 0 });
  await expectWhole(desk, clock);
  const restored = untilChange(desk, 'session.restored');
  await desk.sessions.undo(undo);
  await restored;
  const { messages } = (await everythingIn(desk)) as { messages: { content: string; status: string }[] };
  expect(messages.map((one) => one.content)).toEqual(
    (before as { messages: { content: string }[] }).messages.map((one) => one.content),
  );
  expect(threadOf(desk).failedIds).toHaveLength(1);
  expect(threadOf(desk).draft_id).not.toBeNull();
  await standIn.close(); // breaks the connection: nobody knows what became of the message that waited
  await untilStored(desk, (stored) => stored.messages.some((one) => one.status === 'unknown'));
  expect(threadOf(desk).pendingIds).toHaveLength(1);
});

// Bug caught: a message that waited to be sent when its session was deleted: sent all the same, or never after the undo.
test('what waits to be sent is not sent while its session is deleted, and is sent after the undo', async () => {
  const clock = createWatchedClock(START);
  const standIn = await openStandIn();
  const { port } = new URL(standIn.baseUrl);
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  await desk.text(A, 'Hello');
  await standIn.close();
  const waiting = untilChange(desk, 'message.status', (one) => one.status === 'queued');
  await operatorOf(desk).reply('A person here.');
  await waiting; // Twilio cannot be reached
  const session_id = (await desk.documents()).sessions[0]?._id ?? '';
  const undo = await desk.sessions.remove({ address: A, session_id });
  await standIn.listen(Number(port));
  clock.advance(1000);
  await clock.runUntil(operatorOf(desk).setMode('off')); // time enough for the outbox to find it gone
  expect(standIn.messages.newestFirst()).toEqual([]);
  await desk.sessions.undo(undo);
  await untilStored(desk, ({ messages }) =>
    messages.some((one) => one.metadata.twilioMessageSid !== undefined && one.sender === 'operator'),
  );
  expect(standIn.messages.newestFirst().map((one) => one.body)).toEqual(['A person here.']);
});

// Bug caught: an answer in the making whose session was merged or deleted meanwhile, stored in a session that is gone.
test('an answer in the making follows its message through a merge, and is dropped with its session', async () => {
  const ai = await openAiEndpoint();
  const { desk, clock, ids } = await openWithSessions();
  await desk.close();
  const again = await openDeskFor({ clock, env: ai.env, dataDir: desk.dataDir });
  const text = again.text(A, 'One more thing');
  const asked = await ai.asked();
  await again.sessions.merge(A, ids[2], ids[1]);
  asked.say('Sure, go ahead.');
  expect((await text).body).toContain('Sure, go ahead.');
  const said = aiMessages((await again.documents()).messages).find((one) => one.content === 'Sure, go ahead.');
  expect(said?.session_id).toBe(ids[1]);
  await expectWhole(again, clock);

  const other = again.text(A, 'And another');
  const askedAgain = await ai.asked();
  await again.sessions.remove({ address: A, session_id: ids[1] });
  askedAgain.say('Too late.');
  expect((await other).body).toMatch(/<Response\s*\/>/);
  const { messages } = await again.documents();
  expect(messages.some((one) => one.content === 'Too late.')).toBe(false);
  await expectWhole(again, clock);
});

// Bug caught: a deleted conversation that comes back with the next start, since Twilio still has its messages; or with
// Twilio's repeat of a request.
test('what was deleted stays deleted, whatever Twilio still lists or repeats; what was undone is there once', async () => {
  const standIn = await openStandIn();
  const env = { TWILIO_API_BASE_URL: standIn.baseUrl };
  const desk = await openDeskFor({ env });
  standIn.pointAt(desk.webhookUrl);
  const phone = standIn.addPhone({ name: 'A', number: A });
  await phone.text('Hello');
  await phone.text('My password is hunter2');
  const session_id = (await desk.documents()).sessions[0]?._id ?? '';
  const undo = await desk.sessions.remove({ address: A, session_id });
  const seq = desk.store.seq;
  const [answer] = await standIn.repeat(null);
  expect(answer?.body).toMatch(/<Response\s*\/>/);
  expect(desk.store.seq).toBe(seq);

  const caughtUp = (of: StartedDesk) =>
    new Promise<void>((resolve) => {
      const stop = standIn.onEvent((event) => {
        if (event.type !== 'rest' || event.request.method !== 'GET' || !event.request.path.endsWith('/Messages.json'))
          return;
        stop();
        resolve(of.store.commit(() => ({ changes: [], result: undefined })));
      });
      of.wake();
    });
  await caughtUp(desk);
  const after = await openAsAfterPowerCut(desk, { env });
  await caughtUp(after);
  await after.close();
  const again = await openDeskFor({ env, dataDir: after.dataDir });
  expect((await again.documents()).messages).toEqual([]);

  await desk.sessions.undo(undo);
  await caughtUp(desk);
  await standIn.repeat(null);
  const { messages } = await desk.documents();
  expect(messages.filter((one) => one.sender === 'contact').map((one) => one.content)).toEqual([
    'Hello',
    'My password is hunter2',
  ]);
});
