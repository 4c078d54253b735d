import { isoNow, type Clock } from '../app/clock';
import type { WebhookRequestView } from '../../shared/simulator-contract';
import type { DebuggerLog } from './debugger-log';
import type { EventStream } from './event-stream';
import { postWebhook, type WebhookAnswer, type WebhookRequest } from './post-webhook';
import { readAnswer } from './read-answer';
import { createRecent, type Recent } from './recent';
import { createSettling, type Settling } from './settling';
import { hex, type Random } from './sids';

/** What is followed as a document; to the others only the HTTP status matters. */
const expectsTwiml: ReadonlySet<string> = new Set(['text', 'call', 'message action', 'fallback']);
/** How much of an answer is kept for people to look at. */
const KEPT_ANSWER = 16_000;

export interface Ask {
  readonly about: WebhookRequestView['about'];
  readonly url: string;
  readonly method?: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  /** Asked, with what went wrong, when the first address fails. */
  readonly fallback?: { readonly url: string; readonly method?: string | undefined } | undefined;
  /** Signs with another token than the account's, as a stranger would. */
  readonly authToken?: string | undefined;
}

/** Asks webhooks of the console and keeps what came of it. */
export interface WebhookCaller {
  /** Makes a request; the answer of the fallback address stands in for a failed one. */
  ask(ask: Ask): Promise<WebhookAnswer>;
  /** Makes several equal requests at the same time, as a confused network would. */
  askTogether(ask: Ask, copies: number): Promise<readonly WebhookAnswer[]>;
  /**
   * Repeats an earlier request (the newest one about a text or call when no id is given). What comes back is compared
   * and shown, not followed: Twilio has acted on the first answer.
   *
   * @throws RangeError when there is no such request
   */
  repeat(requestId: string | null, copies: number): Promise<readonly WebhookAnswer[]>;
  readonly requests: Recent<WebhookRequestView>;
}

interface CallerParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly events: EventStream;
  readonly debuggerLog: DebuggerLog;
  readonly authToken: string;
  readonly isReachable: () => boolean;
}

interface Origin {
  readonly id: string;
  readonly token: string;
  readonly authToken: string;
  /** What the first request was answered, which repetitions are compared with. */
  readonly answer: Settling<string | null>;
}

/** Makes the caller. Keeps the newest 300 requests. */
export function createWebhookCaller(parts: CallerParts): WebhookCaller {
  const { clock, random, events, debuggerLog } = parts;
  const requests = createRecent<WebhookRequestView>(300);
  const origins = createRecent<Origin>(300);
  const show = (view: WebhookRequestView) => {
    requests.put(view.request_id, view);
    events.emit({ type: 'request', request: view });
  };

  async function post(about: Ask['about'], request: WebhookRequest, origin: Origin, isRepeat: boolean) {
    const began = clock.now();
    const id = isRepeat ? hex(random(8)) : origin.id;
    const { url, method, params } = request;
    const view: WebhookRequestView = {
      ...{ request_id: id, origin_id: origin.id, at: isoNow(clock), about, method, url, params },
      ...{ state: 'waiting', statusCode: null, contentType: null, answer: '', tookMs: null, problem: null },
      sameAnswer: null,
    };
    show(view);
    const given = await postWebhook(request, { ...parts, authToken: () => origin.authToken });
    const answer = expectsTwiml.has(about) ? withTwimlProblem(given) : given;
    if (!isRepeat) origin.answer.settle(answer.statusCode === null ? null : answer.body);
    const first = isRepeat ? await origin.answer.settled : null;
    show({
      ...view,
      state: answer.statusCode === null ? 'failed' : 'answered',
      statusCode: answer.statusCode,
      contentType: answer.contentType,
      answer: answer.body.slice(0, KEPT_ANSWER),
      tookMs: clock.now() - began,
      problem: answer.problem,
      sameAnswer: first === null ? null : first === answer.body,
    });
    if (answer.problem) debuggerLog.note('error', answer.problem, params.MessageSid ?? params.CallSid ?? url);
    return answer;
  }

  function begin(ask: Ask): { request: WebhookRequest; origin: Origin } {
    const token = hex(random(16));
    const origin = {
      id: hex(random(8)),
      token,
      authToken: ask.authToken ?? parts.authToken,
      answer: createSettling<string | null>(),
    };
    origins.put(origin.id, origin);
    return { origin, request: { url: ask.url, method: methodOf(ask), params: ask.params, idempotencyToken: token } };
  }

  return {
    requests,
    async ask(ask) {
      const { request, origin } = begin(ask);
      const answer = await post(ask.about, request, origin, false);
      if (!answer.problem || !ask.fallback?.url) return answer;
      const trouble = { ErrorCode: String(answer.problem.code), ErrorUrl: ask.url };
      const second = begin({ ...ask, ...ask.fallback, params: { ...ask.params, ...trouble } });
      return post('fallback', second.request, second.origin, false);
    },
    askTogether(ask, copies) {
      const { request, origin } = begin(ask);
      return Promise.all(Array.from({ length: copies }, (_, index) => post(ask.about, request, origin, index > 0)));
    },
    async repeat(requestId, copies) {
      const newest = requests
        .list()
        .filter(({ about }) => about === 'text' || about === 'call')
        .at(-1);
      const view = requestId === null ? newest : requests.get(requestId);
      const origin = view && origins.get(view.origin_id);
      if (!view || !origin) throw new RangeError('There is no request to repeat yet.');
      const request = { url: view.url, method: view.method, params: view.params, idempotencyToken: origin.token };
      return Promise.all(Array.from({ length: copies }, () => post(view.about, request, origin, true)));
    },
  };
}

function withTwimlProblem(answer: WebhookAnswer): WebhookAnswer {
  const read = readAnswer(answer);
  return read.kind === 'problem' ? { ...answer, problem: read.problem } : answer;
}

function methodOf({ method }: Ask): 'GET' | 'POST' {
  return method?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}
