import type { Clock } from '../app/clock';
import { createAskPatiently, type Limits } from './ask-patiently';
import { createFence } from './fence';
import { fillAnswer } from './fill-answer';
import type { KnowledgeSearch } from './knowledge-search';
import type { Meanings } from './meaning/meanings';
import { costOfUsage, priceOf, type ModelPrice } from './model-prices';
import type { Endpoint } from './openai-client';
import { writePrompt } from './prompt';
import type { Provider, Reply, ReplyRequest } from './provider';
import { readAnswer, readSoFar } from './read-answer';
import { toSpeech } from './to-speech';

export interface OpenAiOptions {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly search: KnowledgeSearch;
  readonly meanings: Meanings;
  /** Gives so many random bytes, which nobody can guess. */
  readonly random: (bytes: number) => Uint8Array;
  /** What the team says a model costs; null: what is known of it, if anything is. */
  readonly price: () => ModelPrice | null;
  /** Most segments that a text may take. */
  readonly maxSegments: () => number;
  readonly limits?: Limits;
}

/** About how many tokens a question may have. Fits the smallest window that local models are run with, 4,096. */
const TOKEN_BUDGET = 3000;
/** A model tells by itself what fits; only what surely does not is kept from it. */
const WORTH_READING = 0.02;
const POLITE_LINE = 'Thank you for your message. A colleague will get back to you here.';

/** Lets a chat model answer. */
export function createOpenAiProvider(options: OpenAiOptions): Provider {
  const { endpoint, clock, random, search, meanings } = options;
  const ask = createAskPatiently({ endpoint, clock, ...(options.limits && { limits: options.limits }) });

  const priceNow = (model: string) => options.price() ?? priceOf(endpoint.baseUrl, model);

  return {
    name: 'openai',
    price: () => priceNow(endpoint.model),
    async reply(request): Promise<Reply> {
      const near = await meanings.understand(() => search(request.knowledge, askedIn(request)));
      const found = near.filter(({ score }) => score >= WORTH_READING);
      const { messages, entries } = writePrompt(
        request,
        found.map(({ entry }) => entry),
        { budget: TOKEN_BUDGET, fence: createFence(random), maxSegments: options.maxSegments() },
      );
      const { onText, signal } = request;
      const answer = await ask({ messages, signal, ...(onText && { onText: (soFar) => onText(readSoFar(soFar)) }) });
      const { text, handOff, sources } = readAnswer(answer.content, POLITE_LINE);
      const model = answer.model ?? endpoint.model;
      const price = priceNow(model);
      // A model that does not say which it used may have used any of them.
      const used = sources === null ? entries : entries.filter((_, index) => sources.includes(index + 1));
      // Nothing but variables that nobody can fill is no answer, which the checks say.
      const filled = fillAnswer(text, request) ?? '';
      return {
        text: request.communication_type === 'voice' ? toSpeech(filled) : filled,
        model,
        tokens: answer.tokens,
        ...(price && answer.usage && { costUsd: costOfUsage(answer.usage, price) }),
        ...(entries.length > 0 && {
          scores: Object.fromEntries(
            found.filter(({ entry }) => entries.includes(entry)).map(({ entry, score }) => [entry._id, score]),
          ),
        }),
        knowledge: used.map((entry) => entry._id),
        rule: null,
        handOff,
      };
    },
  };
}

/** What the customer lately said, all of which may be what is asked. */
function askedIn({ turns }: ReplyRequest): string {
  return turns
    .slice(-5)
    .filter((turn) => turn.who === 'customer')
    .map((turn) => turn.text)
    .join('\n');
}
