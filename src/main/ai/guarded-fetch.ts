import { ProviderError } from './provider';

/** More than any list of models or stream of an answer has, unpacked, in bytes: what sends on after that is broken. */
const MAX_ANSWER_BYTES = 16 * 2 ** 20;

/**
 * Asks as `fetch` does, of an endpoint that may be anything: where it sends on to another address, that is its answer and
 * not followed, since key and conversation are for the host in the settings alone; and reading an answer without end stops.
 */
export async function guardedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { body, status, statusText, headers } = await fetch(input, { ...init, redirect: 'manual' });
  return new Response(body?.pipeThrough(limitTo(MAX_ANSWER_BYTES)) ?? null, { status, statusText, headers });
}

function limitTo(most: number): TransformStream<Uint8Array, Uint8Array> {
  let read = 0;
  return new TransformStream({
    transform(chunk, controller) {
      read += chunk.byteLength;
      if (read > most) throw new ProviderError('The AI endpoint sent far more than an answer has. Check its address.');
      controller.enqueue(chunk);
    },
  });
}
