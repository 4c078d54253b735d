import type OpenAI from 'openai';
import type { Stream } from 'openai/streaming';
import { z } from 'zod';
import type { Usage } from './model-prices';
import type { PromptMessage } from './prompt';
import { ProviderError } from './provider';

/** How an endpoint is asked. Not all can do all of it. */
export type Way = 'with usage' | 'streamed' | 'at once';

/** What a model wrote. */
export interface ModelAnswer {
  readonly content: string;
  /** As the endpoint names it. */
  readonly model: string | null;
  readonly usage: Usage | null;
  /** In all, as the endpoint counts. */
  readonly tokens: number | null;
}

export interface Question {
  readonly model: string;
  readonly messages: readonly PromptMessage[];
  readonly way: Way;
  readonly signal: AbortSignal;
  /** The endpoint has begun to answer. */
  readonly onBegun?: () => void;
  /** Told all that is written so far. */
  readonly onText?: (soFar: string) => void;
}

/** More than any answer is: what writes on after that is broken, and reading it would never end. */
const MAX_WRITTEN = 40_000;

const count = z.int().nonnegative();
const usage = z
  .object({
    prompt_tokens: count,
    completion_tokens: count,
    total_tokens: count.optional(),
    prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
const part = z.object({ content: z.string().nullish().catch(null), refusal: z.string().nullish().catch(null) });
const finish = z.string().nullish().catch(null);
const name = z.string().nullish().catch(null);
const completion = z.object({
  model: name,
  choices: z.array(z.object({ message: part, finish_reason: finish })).min(1),
  usage,
});
const chunk = z.object({
  model: name,
  choices: z.array(z.object({ delta: part.nullish(), finish_reason: finish })).nullish(),
  usage,
});

/**
 * Asks a chat model once and reads its answer, piece by piece where it comes so. Whether it does is read off the answer
 * itself: some endpoints do not stream whatever they are asked. The endpoint may be anything, so nothing of what it gives
 * is taken for granted.
 *
 * @throws ProviderError when the answer is no answer; what the library throws when the endpoint refuses or breaks off
 */
export async function askModel(client: OpenAI, question: Question): Promise<ModelAnswer> {
  const { model, way, signal } = question;
  const messages = question.messages.map((message) => ({ ...message }));
  // Not in the streamed form of the library: that one cannot tell what came instead of a stream.
  const response = await client.chat.completions
    .create(
      {
        ...{ model, messages },
        ...(way !== 'at once' && { stream: true }),
        ...(way === 'with usage' && { stream_options: { include_usage: true } }),
      },
      { signal },
    )
    .asResponse();
  question.onBegun?.();
  const type = response.headers.get('content-type') ?? '';
  return /event-stream/i.test(type) ? readStream(response, client, question) : readWhole(response);
}

async function readStream(response: Response, client: OpenAI, { signal, onText }: Question): Promise<ModelAnswer> {
  const { Stream: Reader } = await import('openai/streaming');
  const stop = new AbortController();
  const stream: Stream<unknown> = Reader.fromSSEResponse(response, stop, client);
  const end = () => stop.abort();
  signal.addEventListener('abort', end, { once: true });
  let content = '';
  let model: string | null = null;
  let counted: z.infer<typeof usage> = null;
  let finished: string | null = null;
  try {
    for await (const data of stream) {
      const parsed = chunk.safeParse(data);
      if (!parsed.success) throw noAnswer();
      model ??= parsed.data.model ?? null;
      counted = parsed.data.usage ?? counted;
      const choice = parsed.data.choices?.[0];
      if (choice?.delta?.refusal) throw declined();
      finished = choice?.finish_reason ?? finished;
      const more = choice?.delta?.content ?? '';
      if (more === '') continue;
      content += more;
      if (content.length > MAX_WRITTEN) throw new ProviderError('The AI wrote on and on without coming to an end.');
      onText?.(content);
    }
  } finally {
    signal.removeEventListener('abort', end);
    stop.abort();
  }
  signal.throwIfAborted();
  if (finished === null) throw new ProviderError('The AI’s answer broke off before its end.');
  return ended({ content, model, counted, finished });
}

async function readWhole(response: Response): Promise<ModelAnswer> {
  const text = await response.text();
  const parsed = completion.safeParse(parseJson(text));
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice) throw noAnswer();
  if (choice.message.refusal) throw declined();
  return ended({
    content: choice.message.content ?? '',
    model: parsed.data.model ?? null,
    counted: parsed.data.usage,
    finished: choice.finish_reason ?? null,
  });
}

function ended(read: {
  readonly content: string;
  readonly model: string | null;
  readonly counted: z.infer<typeof usage>;
  readonly finished: string | null;
}): ModelAnswer {
  const { content, model, counted, finished } = read;
  if (finished === 'content_filter') throw declined();
  if (finished === 'length') throw new ProviderError('The AI’s answer was cut off before its end.');
  if (!counted) return { content, model, usage: null, tokens: null };
  const input = counted.prompt_tokens;
  const output = counted.completion_tokens;
  const cachedInput = Math.min(input, counted.prompt_tokens_details?.cached_tokens ?? 0);
  return { content, model, usage: { input, cachedInput, output }, tokens: counted.total_tokens ?? input + output };
}

function noAnswer(): ProviderError {
  return new ProviderError('The AI endpoint answered with something that is not a chat completion. Check its address.');
}

function declined(): ProviderError {
  return new ProviderError('The AI declined to answer this.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
