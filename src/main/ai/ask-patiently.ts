import type { Clock } from '../app/clock';
import { askModel, type ModelAnswer, type Question, type Way } from './ask-model';
import { createClient, type Endpoint } from './openai-client';
import { explainFailure, retryAfterMs, statusOf } from './openai-errors';
import type { PromptMessage } from './prompt';
import { ProviderError } from './provider';

export interface AskingParts {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly limits?: Limits;
}

/** In milliseconds. */
export interface Limits {
  /** Until the endpoint begins to answer, each time that it is asked. A local one may have to load its model first. */
  readonly beginMs: number;
  /** For all of it. */
  readonly totalMs: number;
}

export interface Asked {
  readonly messages: readonly PromptMessage[];
  readonly signal: AbortSignal;
  readonly onText?: (soFar: string) => void;
}

/** Asks one endpoint. */
export type AskPatiently = (asked: Asked) => Promise<ModelAnswer>;

/** A text may come late by REST, but not much later than a person would answer. */
const LIMITS: Limits = { beginMs: 20_000, totalMs: 40_000 };
/** The longest that is waited because an endpoint asks for it; after that a person is quicker. */
const MAX_PATIENCE_MS = 3_000;
/** How an endpoint says that it does not know something of what it was asked for. */
const REFUSALS = new Set([400, 404, 405, 415, 422, 501]);

/**
 * Makes the function that asks an endpoint, within its time, and again where that helps: once more when it stumbled or is
 * busy for a moment, and in a plainer way when it refuses to stream or to count. What it can do is remembered as long as
 * the function lives. Whatever happens, the request at the endpoint is ended when nobody waits for it any more.
 */
export function createAskPatiently({ endpoint, clock, limits = LIMITS }: AskingParts): AskPatiently {
  let way: Way = 'with usage';

  return async ({ messages, signal, onText }) => {
    const over = new AbortController();
    const stopped = () => over.abort(new ProviderError('The AI was stopped before it had answered.'));
    if (signal.aborted) stopped();
    signal.addEventListener('abort', stopped, { once: true });
    const cancel = clock.after(limits.totalMs, () => {
      over.abort(new ProviderError(`The AI did not answer within ${Math.ceil(limits.totalMs / 1000)} seconds.`));
    });
    try {
      return await inTime(askAgain({ messages, signal: over.signal, ...(onText && { onText }) }), over.signal);
    } finally {
      cancel();
      signal.removeEventListener('abort', stopped);
    }
  };

  async function askAgain(asked: Asked): Promise<ModelAnswer> {
    let tried = way;
    let first: unknown;
    for (let stumbles = 0; ;) {
      const asking = { hasBegun: false };
      try {
        const answer = await askOnce({ ...asked, way: tried, onBegun: () => (asking.hasBegun = true) });
        way = tried;
        return answer;
      } catch (error) {
        asked.signal.throwIfAborted();
        if (error instanceof ProviderError) throw error;
        first ??= error;
        const { hasBegun } = asking;
        const plainer = hasBegun ? null : plainerWay(error, tried);
        if (plainer !== null) {
          tried = plainer;
          continue;
        }
        const pause = hasBegun || stumbles > 0 ? null : pauseAfter(error);
        // Why the first way was refused says more than that a plainer one was too.
        if (pause === null) {
          const cause = tried === way ? error : first;
          throw new ProviderError(explainFailure(cause, endpoint, hasBegun), { cause });
        }
        stumbles += 1;
        await wait(pause, asked.signal);
      }
    }
  }

  async function askOnce(question: Omit<Question, 'model'>): Promise<ModelAnswer> {
    const late = new AbortController();
    const end = () => late.abort();
    question.signal.addEventListener('abort', end, { once: true });
    const tooLate = new ProviderError(
      `The AI endpoint did not begin to answer within ${Math.ceil(limits.beginMs / 1000)} seconds.`,
    );
    const cancel = clock.after(limits.beginMs, () => late.abort(tooLate));
    try {
      question.signal.throwIfAborted();
      const client = await createClient(endpoint, limits.totalMs);
      const onBegun = () => {
        cancel();
        question.onBegun?.();
      };
      return await askModel(client, { ...question, model: endpoint.model, signal: late.signal, onBegun });
    } catch (error) {
      throw late.signal.reason === tooLate ? tooLate : error;
    } finally {
      cancel();
      question.signal.removeEventListener('abort', end);
    }
  }

  function wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }
}

/** The next way to try where an endpoint may have refused this one; null where that would not help. */
function plainerWay(error: unknown, tried: Way): Way | null {
  const status = statusOf(error);
  if (tried === 'at once' || status === null || !REFUSALS.has(status)) return null;
  const words = error instanceof Error ? error.message : '';
  return tried === 'with usage' && /stream_options|include_usage/.test(words) ? 'streamed' : 'at once';
}

/** How long to wait before a second try, in milliseconds; null where it would not help or take too long. */
function pauseAfter(error: unknown): number | null {
  const status = statusOf(error);
  if (status !== null && status < 500 && status !== 429 && status !== 408) return null;
  const asked = retryAfterMs(error);
  if (asked === null) return status === 429 ? null : 0;
  return asked <= MAX_PATIENCE_MS ? asked : null;
}

/** Ends the waiting when the signal fires, whatever the request makes of it. */
function inTime<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject);
  });
}
