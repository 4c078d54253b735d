import type Twilio from 'twilio/lib/rest/Twilio';
import { TwilioRefusal, type TwilioClient } from './client';
import { restAccount, restCallerIds, restNumbers } from './rest-account';
import type { Ask, RestCredentials } from './rest-ask';
import { restErrorFrom } from './rest-errors';
import { restCalls, restMessages } from './rest-messages';
import { restMessaging } from './rest-messaging';
import { createTransport } from './rest-transport';

export interface RestClientOptions {
  /** Asked for with each request: the account may be exchanged, and its token rotated. */
  readonly credentials: () => RestCredentials;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** How often a request that Twilio turned away as one too many (429) is repeated. */
  readonly maxRetries?: number;
  /** Told of each request that was refused or got no answer, unless the credentials have been exchanged meanwhile. */
  readonly onTrouble?: (error: unknown) => void;
}

/** Long enough for Twilio's slow minutes, short enough that an operator still waits for it. */
const TIMEOUT_MS = 15_000;
/** With the SDK's doubling, fully jittered pauses from 200 ms up to 3 s: about 8 s at the worst. */
const MAX_RETRIES = 5;

/**
 * Calls Twilio's REST API through Twilio's own SDK. The SDK is loaded with the first request, because it costs the
 * start-up of the console a quarter of a second.
 */
export function createRestClient(options: RestClientOptions): TwilioClient {
  let loaded: { readonly key: string; readonly sdk: Promise<Twilio> } | undefined;
  const sdkOf = (credentials: RestCredentials): Promise<Twilio> => {
    const key = JSON.stringify(credentials);
    if (loaded?.key !== key) loaded = { key, sdk: loadSdk(credentials, options) };
    return loaded.sdk;
  };

  const ask: Ask = async (request) => {
    const credentials = options.credentials();
    try {
      return await request(await sdkOf(credentials), credentials);
    } catch (error) {
      const trouble = restErrorFrom(error);
      if (JSON.stringify(credentials) === JSON.stringify(options.credentials())) options.onTrouble?.(trouble);
      throw trouble;
    }
  };

  return {
    ...restMessages(ask),
    ...restCalls(ask),
    ...restAccount(ask),
    ...restNumbers(ask),
    ...restCallerIds(ask),
    ...restMessaging(ask),
  };
}

async function loadSdk(
  { accountSid, authToken, baseUrl }: RestCredentials,
  options: RestClientOptions,
): Promise<Twilio> {
  const [{ default: Sdk }, httpClient] = await Promise.all([
    import('twilio/lib/rest/Twilio'),
    createTransport({
      baseUrl,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      maxRetries: options.maxRetries ?? MAX_RETRIES,
    }),
  ]);
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid)) {
    throw new TwilioRefusal('The account SID is not valid: it has AC and 32 digits or letters from a to f.', 0, 20003);
  }
  // Said here, so that no variable of the environment makes the SDK print numbers and texts.
  return new Sdk(accountSid, authToken, { httpClient, logLevel: 'error' });
}
