import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { Clock } from '../app/clock';
import { readConnectionPolicy, type ConnectionPolicy } from './connection-overrides';
import { exchangeHttp, type HttpOutcome } from './http-exchange';
import { parseHttpUrl, resolveUrl } from './parse-url';

/** Redirects that Twilio follows before it gives up (error 11215). */
const MAX_REDIRECTS = 10;

export interface WebhookRequest {
  /** As configured: with query, and perhaps `#` and connection overrides. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly params: Readonly<Record<string, string>>;
  /** One value for the first try and all its repetitions. */
  readonly idempotencyToken: string;
}

/** What Twilio made of the answer: a document to read, or an error with its number. */
export interface WebhookAnswer {
  readonly statusCode: number | null;
  readonly contentType: string | null;
  readonly body: string;
  /** Address that answered, after redirects; relative addresses in the document start from it. */
  readonly url: string;
  readonly problem: { readonly code: number; readonly message: string } | null;
}

export interface WebhookDependencies {
  readonly clock: Clock;
  readonly authToken: () => string;
  /** Whether Twilio can reach the console at all. */
  readonly isReachable: () => boolean;
}

/**
 * Asks a webhook as Twilio does: signed, within 15 seconds, again once when no connection came about, following
 * redirects. Never throws.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security and …/webhooks-connection-overrides
 */
export async function postWebhook(request: WebhookRequest, parts: WebhookDependencies): Promise<WebhookAnswer> {
  const policy = readConnectionPolicy(request.url);
  const deadline = parts.clock.now() + policy.totalMs;
  let current = request;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const outcome = await tryRepeatedly(current, policy, deadline, parts);
    if (outcome.kind === 'failed') return unanswered(current.url, outcome);
    const target = redirectTarget(current.url, outcome);
    if (target === undefined) return judge(current.url, outcome);
    const keeps = outcome.statusCode === 307 || outcome.statusCode === 308;
    current = keeps ? { ...current, url: target } : { ...current, url: target, method: 'GET', params: {} };
  }
  return { ...nothing(current.url), problem: { code: 11215, message: 'Too many HTTP redirects.' } };
}

async function tryRepeatedly(
  request: WebhookRequest,
  policy: ConnectionPolicy,
  deadline: number,
  parts: WebhookDependencies,
): Promise<HttpOutcome> {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await tryOnce(request, policy, deadline - parts.clock.now(), parts);
    const again = attempt < policy.retries && isWorthRepeating(outcome, policy) && parts.clock.now() < deadline;
    if (!again) return outcome;
  }
}

async function tryOnce(
  request: WebhookRequest,
  policy: ConnectionPolicy,
  remainingMs: number,
  parts: WebhookDependencies,
): Promise<HttpOutcome> {
  if (!parts.isReachable()) return { kind: 'failed', phase: 'connect', reason: 'the console is offline' };
  const query = new URLSearchParams(request.params).toString();
  const isPost = request.method === 'POST';
  const bare = bareUrl(request.url);
  const url = isPost || query === '' ? bare : bare + (bare.includes('?') ? '&' : '?') + query;
  const signature = getExpectedTwilioSignature(parts.authToken(), url, isPost ? { ...request.params } : {});
  return exchangeHttp(
    {
      url,
      method: request.method,
      headers: {
        'User-Agent': 'TwilioProxy/1.1',
        Accept: '*/*',
        'X-Twilio-Signature': signature,
        'I-Twilio-Idempotency-Token': request.idempotencyToken,
        'X-Home-Region': 'us1',
        ...(isPost
          ? {
              'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
              'Content-Length': String(Buffer.byteLength(query)),
            }
          : {}),
      },
      body: isPost ? query : '',
      connectMs: Math.min(policy.connectMs, remainingMs),
      readMs: Math.min(policy.readMs, remainingMs),
    },
    parts.clock,
  );
}

function isWorthRepeating(outcome: HttpOutcome, policy: ConnectionPolicy): boolean {
  if (outcome.kind === 'failed') return policy.retryOn.has(outcome.phase === 'connect' ? 'ct' : 'rt');
  return policy.retryOn.has(`${Math.floor(outcome.statusCode / 100)}xx`);
}

/** The address as it is requested and signed: without fragment and without user and password. */
function bareUrl(url: string): string {
  return url.replace(/#.*$/s, '').replace(/^(https?:\/\/)[^/?@]*@/i, '$1');
}

function redirectTarget(url: string, outcome: HttpOutcome & { kind: 'answered' }): string | undefined {
  if (![301, 302, 303, 307, 308].includes(outcome.statusCode) || outcome.location === null) return undefined;
  return resolveUrl(outcome.location, url);
}

function judge(url: string, outcome: HttpOutcome & { kind: 'answered' }): WebhookAnswer {
  const { statusCode, contentType, body } = outcome;
  const answer = { statusCode, contentType, body, url, problem: null };
  if (statusCode >= 400) {
    return { ...answer, problem: { code: 11200, message: `Got HTTP ${statusCode} response to ${bareUrl(url)}` } };
  }
  if (outcome.tooLarge) {
    return { ...answer, problem: { code: 11750, message: 'TwiML response body is larger than 64 kB.' } };
  }
  return answer;
}

function unanswered(url: string, outcome: HttpOutcome & { kind: 'failed' }): WebhookAnswer {
  const where = parseHttpUrl(url)?.host;
  const problem =
    where === undefined
      ? { code: 11320, message: 'The webhook address is not a valid http or https address.' }
      : outcome.phase === 'connect'
        ? { code: 11205, message: `HTTP connection failure: ${where} (${outcome.reason})` }
        : { code: 11200, message: `HTTP retrieval failure: ${where} (${outcome.reason})` };
  return { ...nothing(url), problem };
}

function nothing(url: string): Omit<WebhookAnswer, 'problem'> {
  return { statusCode: null, contentType: null, body: '', url };
}
