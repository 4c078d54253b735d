import type RequestClient from 'twilio/lib/base/RequestClient';
import type Response from 'twilio/lib/http/response';

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
    override request<T>(request: RequestClient.RequestOptions<T>): Promise<Response<T>> {
      return super.request<T>(base === undefined ? request : { ...request, uri: moveOrigin(request.uri, base) });
    }
  }

  return new Transport({
    timeout: options.timeoutMs,
    autoRetry: options.maxRetries > 0,
    maxRetries: options.maxRetries,
  });
}

function moveOrigin(uri: string, base: string): string {
  const { pathname, search } = new URL(uri);
  return base + pathname + search;
}
