import type OpenAI from 'openai';
import { guardedFetch } from './guarded-fetch';

/** An endpoint that speaks OpenAI's chat completions. */
export interface Endpoint {
  /** Such as `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  /** Asked for with each request and kept nowhere. Null for endpoints that need none, such as local ones. */
  readonly apiKey: () => string | null;
  readonly model: string;
}

/**
 * Hosts where keys of Azure are sent to. The first two stand at
 * https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle; older resources are reached at the third.
 */
const AZURE = /\.(?:openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/i;

/** Whether an address is one of Azure, which knows a model by the name of its deployment. */
export function isAzure(baseUrl: string): boolean {
  try {
    return AZURE.test(new URL(baseUrl).hostname);
  } catch {
    return false;
  }
}

/**
 * Makes the library's client for one request. The library is loaded with the first question, so that the console starts
 * quickly; retries and time limits are the caller's.
 *
 * @param timeoutMs how long the endpoint may take to begin its answer
 */
export async function createClient({ baseUrl, apiKey }: Endpoint, timeoutMs: number): Promise<OpenAI> {
  const { default: Client } = await import('openai');
  const key = apiKey() ?? 'none';
  return new Client({
    baseURL: baseUrl,
    apiKey: key,
    // Said here, so that nothing is taken from variables of the environment that are meant for other programs.
    organization: null,
    project: null,
    logLevel: 'off',
    timeout: timeoutMs,
    maxRetries: 0,
    fetch: guardedFetch,
    // Azure takes its keys in a header of its own; in `Authorization` it expects a token of Microsoft Entra.
    // Source: the examples for REST at https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle
    ...(isAzure(baseUrl) && { defaultHeaders: { 'api-key': key, Authorization: null } }),
  });
}
