import type { ReplayChange, ReplayChoice, ReplayItem, ReplayPlan, ReplayRun } from '../../shared/replay';
import { costOfUsage } from '../ai/model-prices';
import { isoNow } from '../app/clock';
import { composeRequest } from '../conversation/compose-request';
import type { Work } from '../ipc/long-work';
import { nameInReports } from '../shadow/name-in-reports';
import { answerAgain, type AnswerAgainParts, type AnsweredAgain } from './answer-again';
import { conversationAsOf } from './as-of';
import { findQuestions, type FoundQuestion } from './find-questions';

export interface ReplayParts extends AnswerAgainParts {
  /** Gives the day that a time falls on, `YYYY-MM-DD`. */
  readonly dayOf: (iso: string) => string;
}

/** Answers past questions again. Nothing is sent and nothing stored; the last run is kept until the next one. */
export interface Replays {
  /** Says what a run would take. @throws the signal's reason when the work is cancelled, and what the store throws */
  plan(choice: ReplayChoice, change: ReplayChange, work: Work): Promise<ReplayPlan>;
  /** Begins a run in the place of the one before. */
  start(choice: ReplayChoice, change: ReplayChange): void;
  /** Ends the run that goes on; what was answered stays. */
  stop(): void;
  last(): ReplayRun | null;
}

/** Between two questions to a model, so that a run never takes all that its endpoint allows. */
const MODEL_PAUSE_MS = 250;
/** After so many failures one after the other, all others would fail as well. */
const FAILURES_IN_A_ROW = 3;
/** What a request has besides the conversation and the instructions: rules and matching knowledge, in tokens. */
const BESIDES = 600;
/** What an answer has, in tokens. */
const ANSWER = 100;
/** About so many characters are a token. Source: OpenAI help, "What are tokens and how to count them?" */
const CHARACTERS_PER_TOKEN = 4;

const unchanged: ReplayChange = { instructions: null, entry: null };

/** Makes the part that answers past questions again. */
export function createReplays(parts: ReplayParts): Replays {
  const { store, clock } = parts;
  let run: ReplayRun | null = null;
  let going: AbortController | null = null;

  return {
    async plan(choice, change, work) {
      const found = await findQuestions(store, choice, parts.dayOf, work);
      const times = hasChange(change) ? 2 : 1;
      let characters = 0;
      for (const question of found) characters += await lengthOf(question);
      const requests = found.length * times;
      const input = Math.round(requests * BESIDES + (times * characters) / CHARACTERS_PER_TOKEN);
      const output = requests * ANSWER;
      const { name, price } = parts.provider();
      const perMillion = price?.() ?? null;
      return {
        questions: found.length,
        threads: new Set(found.map(({ address }) => store.now.get('addresses', address)?.contact_id ?? address)).size,
        requests,
        tokens: input + output,
        costUsd: perMillion && costOfUsage({ input, cachedInput: 0, output }, perMillion),
        provider: name,
        isModel: name === 'openai',
      };
    },
    start(choice, change) {
      going?.abort();
      const mine = (going = new AbortController());
      run = {
        ...{ choice, change, provider: parts.provider().name, startedAt: isoNow(clock), isRunning: true },
        ...{ stopped: null, done: 0, total: 0, tokens: 0, costUsd: null, items: [] },
      };
      const update = (patch: Partial<ReplayRun>) => {
        if (going === mine && run) run = { ...run, ...patch };
      };
      go(choice, change, mine.signal, update, () => run)
        .catch((error: unknown) => {
          if (mine.signal.aborted) return;
          parts.onError(error);
          update({ stopped: 'Something unexpected went wrong. The log file in the data folder says more.' });
        })
        .finally(() => update({ isRunning: false }));
    },
    stop() {
      if (!run?.isRunning) return;
      going?.abort();
      run = { ...run, isRunning: false, stopped: 'You stopped it.' };
    },
    last: () => run,
  };

  async function lengthOf({ address, message }: FoundQuestion): Promise<number> {
    const conversation = conversationAsOf(await store.conversation(address), message._id);
    const settings = parts.settings();
    const { signal } = new AbortController();
    const contact_id = store.now.get('addresses', address)?.contact_id ?? '';
    const request = composeRequest({ now: store.now, conversation, contact_id, message, settings, signal });
    const turns = [...(request.earlier ?? []), ...request.turns];
    return settings.instructions.length + turns.reduce((sum, { text }) => sum + text.length, 0);
  }

  async function go(
    choice: ReplayChoice,
    change: ReplayChange,
    signal: AbortSignal,
    update: (patch: Partial<ReplayRun>) => void,
    now: () => ReplayRun | null,
  ): Promise<void> {
    const questions = await findQuestions(store, choice, parts.dayOf, { signal, report: () => undefined });
    const items = questions.map(itemOf);
    update({ items: [...items], total: items.length });
    const changes = hasChange(change) ? [unchanged, change] : [unchanged];
    let failures = 0;
    for (const [index, question] of questions.entries()) {
      for (const tried of changes) {
        signal.throwIfAborted();
        const again = await answerAgain(parts, question, tried, signal);
        signal.throwIfAborted();
        items[index] = {
          ...(items[index] ?? itemOf(question)),
          [tried === change ? 'changed' : 'present']: again.answer,
        };
        update({ items: [...items], ...added(now(), again) });
        failures = again.answer.kind === 'failed' ? failures + 1 : 0;
        if (again.answer.kind === 'failed' && failures >= FAILURES_IN_A_ROW) {
          update({ stopped: `It failed ${FAILURES_IN_A_ROW} times in a row. ${again.answer.reason}` });
          return;
        }
        if (parts.provider().name === 'openai') await pause(signal);
      }
      update({ done: index + 1 });
    }
  }

  function itemOf({ address, message, text, said }: FoundQuestion): ReplayItem {
    return {
      ...nameInReports(store.now, address),
      ...{ message_id: message._id, at: message.createdAt, communication_type: message.communication_type },
      question: text,
      said: said.map(({ sender, content }) => ({ by: sender === 'ai' ? 'ai' : 'person', text: content })),
      present: null,
      changed: null,
    };
  }

  function pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(MODEL_PAUSE_MS, end);
      function end(): void {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      }
      signal.addEventListener('abort', end, { once: true });
    });
  }
}

/** Whether anything is tried besides what holds now. */
function hasChange({ instructions, entry }: ReplayChange): boolean {
  return instructions !== null || entry !== null;
}

function added(run: ReplayRun | null, { tokens, costUsd }: AnsweredAgain): Pick<ReplayRun, 'tokens' | 'costUsd'> {
  const before = run?.costUsd ?? null;
  return {
    tokens: (run?.tokens ?? 0) + tokens,
    costUsd: costUsd === null ? before : (before ?? 0) + costUsd,
  };
}
