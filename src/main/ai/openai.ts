import type OpenAI from 'openai';
import type { Clock } from '../app/clock';
import { ANSWERS_FROM, createKnowledgeSearch } from './knowledge-search';
import { explainFailure } from './openai-errors';
import { writePrompt } from './prompt';
import { ProviderError, type Provider, type Reply, type ReplyRequest } from './provider';
import { readAnswer } from './read-answer';
import { toSpeech } from './to-speech';

export interface OpenAiOptions {
  /** Base URL of any endpoint that speaks OpenAI's chat completions, such as `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  /** Asked for with each request and kept nowhere. Null for endpoints that need none, such as local ones. */
  readonly apiKey: () => string | null;
  readonly model: string;
  readonly clock: Clock;
  /** How long an answer may take in all, repeats included, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Twilio's voice and text webhooks wait 15 s; a text may come later by REST, but not much later. */
const TIMEOUT_MS = 30_000;
/** About how many tokens a question may have. */
const TOKEN_BUDGET = 3000;
const POLITE_LINE = 'Thank you for your message. A colleague will get back to you here.';

/** Lets a chat model answer. The library is loaded with the first question, so that the console starts quickly. */
export function createOpenAiProvider(options: OpenAiOptions): Provider {
  const search = createKnowledgeSearch();
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;

  async function ask(request: ReplyRequest, signal: AbortSignal): Promise<Reply> {
    const asked = request.turns
      .slice(-5)
      .filter((turn) => turn.who === 'customer')
      .map((turn) => turn.text)
      .join('\n');
    const knowledge = search(request.knowledge, asked)
      .filter((match) => match.score >= ANSWERS_FROM)
      .map((match) => match.entry);
    const { default: Client } = await import('openai');
    const client = new Client({
      baseURL: options.baseUrl,
      apiKey: options.apiKey() ?? 'none',
      // Said here, so that nothing is taken from variables of the environment that are meant for other programs.
      organization: null,
      project: null,
      logLevel: 'off',
      timeout: timeoutMs,
      maxRetries: 1,
    });
    const completion = await client.chat.completions.create(
      {
        model: options.model,
        messages: writePrompt(request, knowledge, TOKEN_BUDGET).map((message) => ({ ...message })),
      },
      { signal },
    );
    const { text, handOff } = readAnswer(contentOf(completion), POLITE_LINE);
    return {
      text: request.communication_type === 'voice' ? toSpeech(text) : text,
      model: typeof completion.model === 'string' ? completion.model : options.model,
      tokens: completion.usage?.total_tokens ?? null,
      knowledge: knowledge.map((entry) => entry._id),
      rule: null,
      handOff,
    };
  }

  return {
    name: 'openai',
    reply(request) {
      return new Promise((resolve, reject) => {
        const abort = new AbortController();
        const end = () => {
          cancel();
          request.signal.removeEventListener('abort', stop);
        };
        const fail = (error: unknown) => {
          end();
          reject(error instanceof ProviderError ? error : new ProviderError(explainFailure(error, options)));
          abort.abort();
        };
        const stop = () => fail(new ProviderError('The AI was stopped before it had answered.'));
        const cancel = options.clock.after(timeoutMs, () =>
          fail(new ProviderError(`The AI did not answer within ${Math.ceil(timeoutMs / 1000)} seconds.`)),
        );
        request.signal.addEventListener('abort', stop, { once: true });
        if (request.signal.aborted) return stop();
        ask(request, abort.signal).then((reply) => {
          end();
          resolve(reply);
        }, fail);
      });
    },
  };
}

/** What the model wrote. The endpoint may be anything, so nothing of its answer is taken for granted. */
function contentOf(completion: OpenAI.ChatCompletion): string {
  const choice = (completion as Partial<OpenAI.ChatCompletion> | null)?.choices?.[0];
  if (!choice?.message) {
    throw new ProviderError(
      'The AI endpoint answered with something that is not a chat completion. Check its base URL.',
    );
  }
  if (choice.finish_reason === 'content_filter' || choice.message.refusal) {
    throw new ProviderError('The AI declined to answer this.');
  }
  if (choice.finish_reason === 'length') throw new ProviderError('The AI’s answer was cut off before its end.');
  const { content } = choice.message;
  return typeof content === 'string' ? content : '';
}
