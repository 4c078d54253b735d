import { onTestFinished } from 'vitest';
import type { Change } from '../../../../src/shared/changes';
import type { Message } from '../../../../src/shared/domain';
import { optOutKind } from '../../../../src/shared/opt-out';
import { ACCOUNT, newSid, OURS, type StartedDesk } from '../../../support/start-desk';
import { openAiEndpoint, type Asked } from './ai-endpoint';
import { A, B, openAsAfterPowerCut, openDeskFor, operatorOf, threadOf, untilStored } from './desk-harness';
import { openHeldTwilio, type HeldSend } from './held-twilio';
import { createWatchedClock } from './watched-clock';

/** No round numbers: other parts that wait, with pauses of chance, never wait for exactly so long. */
export const DELAY = 1002;
const BUDGET = 9_001;

/** What somebody does while an answer is in the making. */
export type Act = (race: Race) => Promise<unknown> | null;

/** A desk with a model and a Twilio that answer when the test says so. */
export type Race = Awaited<ReturnType<typeof openRace>>;

export async function openRace() {
  const clock = createWatchedClock();
  const [ai, twilio] = await Promise.all([openAiEndpoint(), openHeldTwilio()]);
  const env = { ...ai.env, AI_RESPONSE_DELAY: String(DELAY), TWILIO_API_BASE_URL: twilio.url };
  const desk = await openDeskFor({ clock, env });
  await desk.settings.put('budgetMs', BUDGET, 'operator');
  const webhooks: Promise<unknown>[] = [];
  const happened: Change[] = [];

  /** The customer writes; what Twilio is answered is waited for at the end. */
  function write(body: string, sid = newSid()): Promise<string> {
    const form = { MessageSid: sid, AccountSid: ACCOUNT, From: A, To: OURS, Body: body, NumMedia: '0' };
    const answer = desk.post('/api/webhooks/sms', form).then(({ body: twiml }) => twiml);
    webhooks.push(answer);
    return answer;
  }

  /** Lets the delay pass for whatever waits it out. */
  async function passDelay(): Promise<void> {
    await clock.untilTimer(DELAY);
    clock.advance(DELAY);
  }

  /** From now on the model and Twilio answer at once and no delay is waited out. */
  function letGo(): void {
    let count = 0;
    void (async () => {
      for (;;) {
        count += 1;
        (await ai.asked()).say(`Answer ${count} of the AI.`);
      }
    })();
    void (async () => {
      for (;;) (await twilio.sent()).accept('sent');
    })();
    void (async () => {
      for (;;) await passDelay();
    })();
  }

  /** Resolves when every text has found its end and nothing waits to be sent. */
  async function settled(): Promise<void> {
    await Promise.all(webhooks);
    await untilStored(desk, ({ messages }) => messages.every((one) => isSettled(one, messages)));
  }

  return {
    ...{ clock, ai, twilio, desk, env, write, passDelay, letGo, settled, happened, webhooks },
    operator: operatorOf(desk),
    /** Keeps what happens from now on, in its order. */
    keep: () => onTestFinished(desk.store.subscribe(({ changes }) => void happened.push(...changes))),
  };
}

/** Whether a message of the customer was answered, drafted for or decided about, and one of ours is on its way no more. */
function isSettled(message: Message, all: readonly Message[]): boolean {
  if (message.status === 'queued' || message.status === 'sending') return false;
  if (message.sender !== 'contact') return true;
  const { twilioMessageSid } = message.metadata;
  // The draft for an earlier text gives way to the one for all of them, with what was decided about it.
  const questions = questionsIn(all);
  if (questions.includes(message) && questions.at(-1) !== message) return message.answer !== undefined;
  return (
    message.decision !== undefined ||
    all.some(({ sender, metadata }) => sender === 'ai' && metadata.inResponseTo === twilioMessageSid)
  );
}

/** The moments between question and answer, each with what is done to get there and to go on from it. */
export const moments: readonly [name: string, race: (race: Race, act: Act) => Promise<void>][] = [
  [
    'during the delay',
    async (race, act) => {
      void race.write('Where is my parcel?');
      await race.clock.untilTimer(DELAY);
      race.keep();
      await act(race);
      race.letGo();
    },
  ],
  [
    'while the model writes',
    async (race, act) => {
      const question = await ask(race);
      race.keep();
      await act(race);
      race.letGo();
      question.say('The first answer.');
    },
  ],
  [
    'in the moment when it has answered',
    async (race, act) => {
      const question = await ask(race);
      race.keep();
      question.say('The first answer.');
      race.letGo();
      await act(race);
    },
  ],
  [
    'after the budget has passed',
    async (race, act) => {
      const question = await ask(race);
      race.clock.advance(BUDGET);
      await race.webhooks.at(-1);
      race.keep();
      await act(race);
      race.letGo();
      question.say('The first answer.');
    },
  ],
  [
    'while the answer waits to be sent',
    async (race, act) => {
      // What the operator wrote before the question is on its way, and the answer stands behind it.
      await race.desk.settings.put('takeOverOnReply', false, 'operator');
      await race.operator.reply('Written before.');
      const first = await race.twilio.sent();
      await race.desk.settings.put('takeOverOnReply', true, 'operator');
      const question = await ask(race);
      race.clock.advance(BUDGET);
      await race.webhooks.at(-1);
      question.say('The first answer.');
      await untilStored(race.desk, ({ messages }) => messages.some(isQueuedOfAi));
      race.keep();
      await act(race);
      race.letGo();
      first.accept('sent');
    },
  ],
];

const isQueuedOfAi = (one: Message) => one.sender === 'ai' && one.status === 'queued';

async function ask(race: Race): Promise<Asked> {
  void race.write('Where is my parcel?');
  await race.passDelay();
  return race.ai.asked();
}

/** Has the customer greeted and answered, so that there is a thread that something can be done with. */
export async function greet(race: Race): Promise<void> {
  const hello = race.write('Hello');
  await race.passDelay();
  (await race.ai.asked()).say('Hi.');
  await hello;
}

export type Ending = 'silent' | 'answered';

/** Everything that people do, with whether an answer may leave after it. */
export const acts: readonly [name: string, act: Act, after: Ending][] = [
  ['the operator replies', (race) => race.operator.reply('A person here.'), 'silent'],
  ['the operator begins to write', ({ desk, operator }) => operator.handlers['thread.typing'](idIn(desk)), 'silent'],
  [
    'the operator takes it',
    ({ desk, operator }) => operator.handlers['thread.own']({ ...idIn(desk), owned: true }),
    'silent',
  ],
  ['the thread is switched off', ({ operator }) => operator.setMode('off'), 'silent'],
  ['the thread is switched to drafts', ({ operator }) => operator.setMode('draft'), 'silent'],
  ['the AI is switched off everywhere', ({ desk }) => desk.settings.switchAi(false, 'operator'), 'silent'],
  ['shadow mode is switched on', ({ desk }) => desk.settings.put('shadow', true, 'operator'), 'silent'],
  [
    'the person is blocked',
    ({ desk, operator }) => operator.handlers['contact.edit']({ contact_id: idIn(desk).contact_id, blocked: true }),
    'silent',
  ],
  ['the customer sends STOP', ({ write }) => write('STOP'), 'silent'],
  ['the session is closed', closeSession, 'silent'],
  [
    'it is marked as done',
    ({ desk, operator }) => operator.handlers['thread.state']({ ...idIn(desk), state: 'done', until: null }),
    'silent',
  ],
  ['the customer writes again', writeAgain, 'answered'],
  ['the person is merged into another one', mergeAway, 'answered'],
];

function idIn(desk: StartedDesk): { contact_id: string } {
  return { contact_id: threadOf(desk)._id };
}

async function closeSession({ desk }: Race): Promise<void> {
  const sessions = (await desk.documents()).sessions.filter(({ status }) => status === 'active');
  for (const { _id } of sessions) await desk.sessions.close({ address: A, session_id: _id });
}

async function writeAgain(race: Race): Promise<void> {
  void race.write('It was to come on Monday.');
  await untilStored(race.desk, ({ messages }) => messages.some(({ content }) => content.includes('Monday')));
}

async function mergeAway({ desk, operator }: Race): Promise<void> {
  const from = idIn(desk).contact_id;
  await desk.post('/api/webhooks/sms', {
    ...{ MessageSid: newSid(), AccountSid: ACCOUNT, From: B, To: OURS, Body: 'STOP', NumMedia: '0' },
  });
  await operator.handlers['contacts.merge']({ into: threadOf(desk, B)._id, from });
}

/** Opens the desk again as a kill in this moment leaves it, with a Twilio of its own. */
export async function killed(race: Race): Promise<{ desk: StartedDesk; sent: () => readonly HeldSend[] }> {
  const twilio = await openHeldTwilio();
  const env = { ...race.env, TWILIO_API_BASE_URL: twilio.url };
  const desk = await openAsAfterPowerCut(race.desk, { clock: race.clock, env });
  const sent: HeldSend[] = [];
  void (async () => {
    for (;;) {
      const send = await twilio.sent();
      sent.push(send);
      send.accept('sent');
    }
  })();
  return { desk, sent: () => sent };
}

/** The questions of the customer that somebody has to see to. */
export function questionsIn(messages: readonly Message[]): Message[] {
  return messages.filter(
    ({ sender, content, metadata }) =>
      sender === 'contact' && metadata.fromNumber === A && optOutKind(content, undefined, false) === null,
  );
}
