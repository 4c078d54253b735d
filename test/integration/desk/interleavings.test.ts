import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../../src/shared/changes';
import type { Message } from '../../../src/shared/domain';
import { A, aiMessages, reopen, threadOf, untilStored } from './support/desk-harness';
import { DELAY, greet, openRace, questionsIn, type Race } from './support/race';

const RUNS = 25;

/** What can happen, in any order, as often as it likes. */
const steps: Readonly<Record<string, (race: Race) => unknown>> = {
  write: (race) => void race.write(`Question ${'abcdefghij'[race.webhooks.length % 10]} of a customer who asks on`),
  'the delay passes': ({ clock }) => clock.advance(DELAY),
  'the budget passes': ({ clock }) => clock.advance(9_001),
  'the model answers': answerNext,
  'the model fails': (race) => answerNext(race, ''),
  off: ({ operator }) => operator.setMode('off'),
  draft: ({ operator }) => operator.setMode('draft'),
  auto: ({ operator }) => operator.setMode('auto'),
  'hand back': ({ operator, desk }) => operator.handlers['thread.hand-back']({ contact_id: threadOf(desk)._id }),
  reply: ({ operator }) => operator.reply('A person here.'),
  own: ({ operator, desk }) => operator.handlers['thread.own']({ contact_id: threadOf(desk)._id, owned: true }),
  'AI off': ({ desk }) => desk.settings.switchAi(false, 'operator'),
  'AI on': ({ desk }) => desk.settings.switchAi(true, 'operator'),
  'shadow on': ({ desk }) => desk.settings.put('shadow', true, 'operator'),
  'shadow off': ({ desk }) => desk.settings.put('shadow', false, 'operator'),
  close: closeSessions,
  done: ({ operator, desk }) =>
    operator.handlers['thread.state']({ contact_id: threadOf(desk)._id, state: 'done', until: null }),
  STOP: (race) => void race.write('STOP'),
  START: (race) => void race.write('START'),
  'a moment': () => nextTurn(),
};

const answered = new WeakMap<Race, number>();

async function answerNext(race: Race, text = 'An answer of the AI.'): Promise<void> {
  const count = answered.get(race) ?? 0;
  if (race.ai.count <= count) return;
  answered.set(race, count + 1);
  (await race.ai.asked()).say(text && `${text} ${count}`);
}

async function closeSessions({ desk }: Race): Promise<void> {
  const { sessions } = await desk.documents();
  for (const { _id, status } of sessions) {
    if (status === 'active') await desk.sessions.close({ address: A, session_id: _id });
  }
}

/** Follows in the order of the journal whether the AI has the word, and gives what left while it had not: with the webhook's
 * answer, or by REST, where the moment counts in which Twilio is asked. */
function strayIn(changes: readonly Change[]): Change[] {
  const is = { auto: true, owned: false, on: true, shadow: false, subscribed: true, open: true };
  const byRest = new Set<string>();
  return changes.filter((change) => {
    if (change.type === 'optout.set') is.subscribed = change.optedOut === null;
    if (change.type === 'thread.state') is.open = change.state === 'open';
    if (change.type === 'message.added' && change.message.sender === 'contact') is.open = true;
    if (change.type === 'message.added' && change.message.sender === 'operator') is.open = true;
    if (change.type === 'message.added' && change.message.sender === 'ai' && change.message.status === 'queued') {
      byRest.add(change.message._id);
    }
    if (change.type === 'mode.set') is.auto = change.mode.value === 'auto';
    if (change.type === 'thread.owned') is.owned = change.owner !== null;
    if (change.type === 'setting.set' && change.key === 'aiEnabled') is.on = change.value === true;
    if (change.type === 'setting.set' && change.key === 'shadow') is.shadow = change.value === true;
    const isSaid =
      (change.type === 'message.added' && change.message.sender === 'ai' && change.message.status === 'sent') ||
      (change.type === 'message.status' && change.status === 'sending' && byRest.has(change.message_id));
    return isSaid && !(is.auto && !is.owned && is.on && !is.shadow && is.subscribed && is.open);
  });
}

const answersIn = (messages: readonly Message[]) =>
  aiMessages(messages)
    .filter(({ status }) => status !== 'failed')
    .map(({ metadata }) => metadata.inResponseTo);

/** Whether the customer's last text has an answer, or somebody knows that it has none. */
function isKnown({ desk }: Race, messages: readonly Message[]): boolean {
  const { needsHuman, draft_id, failedIds, state } = threadOf(desk);
  const last = questionsIn(messages).at(-1);
  const hasReply = messages.some(
    (one) => one.sender === 'operator' && one.kind === undefined && one.createdAt >= (last?.createdAt ?? ''),
  );
  const isAnswered = answersIn(messages).includes(last?.metadata.twilioMessageSid);
  return isAnswered || hasReply || needsHuman !== null || draft_id !== null || failedIds.length > 0 || state === 'done';
}

// Bug caught: an order of what people, the customer, the model and the clock do, in which a text is answered twice, by the
// AI although it has not the word, or by nobody without anybody knowing.
test('in any order of things, no text is answered twice, none without the word, none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('write', 'the delay passes', 'the model answers', ...Object.keys(steps)), {
        minLength: 3,
        maxLength: 14,
      }),
      async (names) => {
        const race = await openRace();
        await race.desk.settings.put('breakerEnabled', false, 'operator');
        await greet(race);
        answered.set(race, race.ai.count);
        race.keep();
        for (const name of names) {
          // Not waited for to its end: what comes next comes in the middle of it.
          void Promise.resolve(steps[name]?.(race)).catch(() => undefined);
          await nextTurn();
          await nextTurn();
        }
        race.letGo();
        await race.settled();
        // What was handed back may be in the making still, though the message itself was decided about before.
        await untilStored(race.desk, ({ messages }) => isKnown(race, messages));
        const again = await reopen(race.desk);
        const { messages } = await again.documents();
        expect(strayIn(race.happened)).toEqual([]);
        const sids = answersIn(messages);
        expect(new Set(sids).size).toBe(sids.length);
      },
    ),
    { numRuns: RUNS, timeout: 8_000, endOnFailure: true },
  );
}, 60_000);
