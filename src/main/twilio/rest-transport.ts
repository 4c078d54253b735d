import type RequestClient from 'twilio/lib/base/RequestClient';
import type Response from 'twilio/lib/http/response';
import { z } from 'zod';
import { explainError } from '../../shared/error-guide';
import { TwilioRefusal } from './client';

/** HTTP 429: it was not processed. */
const TOO_MANY = 429;

/**
 * Makes the SDK's way of carrying requests: with a time limit, with repeats where Twilio says "too many requests"
 * (it did not process those, so repeating them is safe), and, for a stand-in, with every product's origin replaced.
 *
 * @param baseUrl origin (and, if need be, path) that takes the place of `https://*.twilio.com`; null for Twilio itself
 */
export async function createTransport(options: {
  readonly baseUrl: string | null;
  readonly timeoutMs: number;
  readonly maxRetries: number;
}): Promise<RequestClient> {
  const { default: SdkTransport } = await import('twilio/lib/base/RequestClient');
  const base = options.baseUrl?.replace(/\/+$/, '');

  class Transport extends SdkTransport {
    override async request<T>(request: RequestClient.RequestOptions<T>): Promise<Response<T>> {
      const moved = base === undefined ? request : { ...request, uri: moveOrigin(request.uri, base) };
      const response = await super.request<T>(moved);
      // The SDK's own error for it does not tell how long to wait.
      if (response.statusCode === TOO_MANY) throw tooMany(response.headers);
      return response;
    }
  }

  return new Transport({
    timeout: options.timeoutMs,
    autoRetry: options.maxRetries > 0,
    maxRetries: options.maxRetries,
  });
}

/** @param headers of the answer, as the SDK gives them: RFC 9110 has seconds or a date in `Retry-After` */
function tooMany(headers: unknown): TwilioRefusal {
  const parsed = z.object({ 'retry-after': z.coerce.number().min(0).max(3_600) }).safeParse(headers);
  const retryAfterMs = parsed.success ? parsed.data['retry-after'] * 1_000 : undefined;
  return new TwilioRefusal(explainError(20_429).meaning, TOO_MANY, 20_429, retryAfterMs);
}

function moveOrigin(uri: string, base: string): string {
  const { pathname, search } = new URL(uri);
  return base + pathname + search;
}
