import { expect, onTestFinished, test } from 'vitest';
import { createRestClient } from '../../../src/main/twilio/rest-client';
import { TwilioRefusal } from '../../../src/main/twilio/client';
import { sendJson, startServer } from '../../support/http-server';

/** What comes of a request that is answered with a 429 and this “Retry-After”. */
async function refusalWith(retryAfter: string | null): Promise<TwilioRefusal> {
  const server = await startServer((_request, response) => {
    if (retryAfter !== null) response.setHeader('Retry-After', retryAfter);
    sendJson(response, 429, { code: 20_429, message: 'Too Many Requests', status: 429 });
  });
  onTestFinished(() => server.close());
  const client = createRestClient({
    credentials: () => ({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', baseUrl: server.url }),
    maxRetries: 0,
  });
  const error: unknown = await client.fetchMessage(`SM${'0'.repeat(32)}`).catch((caught: unknown) => caught);
  if (error instanceof TwilioRefusal) return error;
  throw new Error(`Not refused: ${String(error)}`);
}

// Bug caught: Twilio's wish to be left alone for so long unheard, or a wish that is none (or for a day) obeyed.
test.each([
  ['7', 7_000],
  ['0', 0],
  [null, undefined],
  ['soon', undefined],
  ['99999999', undefined],
])('a 429 that says Retry-After: %s asks for %s ms', async (said, ms) => {
  expect(await refusalWith(said)).toMatchObject({ status: 429, code: 20_429, retryAfterMs: ms });
});
