import { isAzure } from './openai-client';

interface Failure {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly headers?: unknown;
}

interface Asked {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: () => string | null;
}

/** The HTTP status that an endpoint refused with; null where it gave none. */
export function statusOf(error: unknown): number | null {
  const { status } = failureOf(error);
  return typeof status === 'number' ? status : null;
}

/**
 * How long an endpoint wants to be left alone, in milliseconds; null where it does not say.
 * Source: RFC 9110, section 10.2.3; `retry-after-ms` is OpenAI's own.
 */
export function retryAfterMs(error: unknown): number | null {
  const { headers } = failureOf(error);
  if (!(headers instanceof Headers)) return null;
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const seconds = Number.parseFloat(headers.get('retry-after') ?? '');
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null;
}

/**
 * Explains to people why an AI endpoint gave no answer, and what to do. What the endpoint itself said is left out, since
 * some repeat parts of the key in it.
 *
 * @param hasBegun whether it had begun to answer
 */
export function explainFailure(error: unknown, { baseUrl, model, apiKey }: Asked, hasBegun = false): string {
  const { code } = failureOf(error);
  const status = statusOf(error);
  const host = hostOf(baseUrl);
  if (status === null) {
    if (error instanceof SyntaxError) {
      return `The AI endpoint at ${host} answered with something that cannot be read. Check its address.`;
    }
    return hasBegun
      ? `The AI endpoint at ${host} broke off in the middle of its answer.`
      : `The AI endpoint at ${host} could not be reached. Check that it runs and that its address is right.`;
  }
  if (status >= 300 && status < 400) {
    return `The AI endpoint at ${host} sends on to another address, where neither the key nor a conversation is sent. Give that one in the settings, if it is right.`;
  }
  switch (status) {
    case 401:
      return apiKey() === null
        ? `The AI endpoint at ${host} wants an API key, and none is set for it. Set its key in the settings (OPENAI_API_KEY).`
        : 'The AI endpoint did not accept the API key. Check the key in the settings (OPENAI_API_KEY).';
    case 403:
      return `The AI endpoint does not let this API key use the model “${model}”.`;
    case 404:
      if (isAzure(baseUrl)) {
        return `Azure knows no deployment “${model}” at ${host}. Give the name of your deployment as the model, and an address that ends with /openai/v1.`;
      }
      return code === 'model_not_found'
        ? `The AI endpoint does not know the model “${model}”. Check its name in the settings (OPENAI_MODEL).`
        : `The AI endpoint at ${host} does not know the model “${model}”, or its address is not right. Check both.`;
    case 429:
      return code === 'insufficient_quota'
        ? 'The AI account has no credit left. Add some there, or choose who writes the answers in the settings.'
        : `The AI endpoint is asked too much at the moment. It will work again by itself${inAWhile(error)}.`;
    case 400:
    case 413:
    case 422:
      return code === 'context_length_exceeded'
        ? `The conversation is too long for the model “${model}”.`
        : `The AI endpoint did not accept the question for the model “${model}” (HTTP ${status}).`;
    default:
      return `The AI endpoint has trouble of its own (HTTP ${status}). It may work again by itself.`;
  }
}

/** What is known of a failure in words for programs; what the endpoint itself said may hold parts of the key. */
export function technicalText(error: unknown): string {
  const words: string[] = [];
  let at: unknown = error;
  for (let depth = 0; depth < 4 && typeof at === 'object' && at !== null; depth += 1) {
    const status = statusOf(at);
    const { code, name, cause } = at as { code?: unknown; name?: unknown; cause?: unknown };
    if (status !== null) words.push(`HTTP ${status}`);
    words.push(
      ...[name, code].filter((word): word is string => typeof word === 'string' && /^[A-Za-z_]{3,60}$/.test(word)),
    );
    at = cause;
  }
  return [...new Set(words)].join(', ');
}

function inAWhile(error: unknown): string {
  const ms = retryAfterMs(error);
  return ms === null || ms < 1000 ? '' : `, in ${Math.ceil(ms / 1000)} seconds`;
}

function failureOf(error: unknown): Failure {
  return typeof error === 'object' && error !== null ? error : {};
}

/** Host and port of an address, for people. */
export function hostOf(baseUrl: string): string {
  try {
    return new URL(baseUrl).host;
  } catch {
    return 'an address that is not valid';
  }
}
