import { endpointOrigin, OPENAI_BASE_URL } from '../../shared/endpoint-origin';
import type { Clock } from '../app/clock';
import { createKnowledgeProvider } from './knowledge';
import type { KnowledgeSearch } from './knowledge-search';
import type { Meanings } from './meaning/meanings';
import { createMockProvider } from './mock';
import type { ModelPrice } from './model-prices';
import { createOpenAiProvider } from './openai';
import type { Endpoint } from './openai-client';
import type { Provider } from './provider';

/** A small model of the current series. Source: https://platform.openai.com/docs/models */
const OPENAI_MODEL = 'gpt-5.4-mini';

/** Who answers, as the settings say at this moment. */
export interface ProviderChoice {
  readonly provider: Provider['name'];
  readonly openai: EndpointChoice;
  /** Most segments that a text may take. */
  readonly maxSegments: number;
}

/** The endpoint of a language model, as the settings say. */
export interface EndpointChoice {
  /** Null: OpenAI's own. */
  readonly baseUrl: string | null;
  /** Null: the default model. */
  readonly model: string | null;
  /** Gives the key that belongs to an endpoint, which is given by its origin; null where there is none. */
  readonly apiKey: (origin: string) => string | null;
  /** What the team says the model costs; null: it does not. */
  readonly price: ModelPrice | null;
}

/** Gives the endpoint that a choice means, which is only ever given the key that belongs to it. */
export function endpointOf({ baseUrl, model, apiKey }: Omit<EndpointChoice, 'price'>): Endpoint {
  const url = baseUrl ?? OPENAI_BASE_URL;
  const origin = endpointOrigin(url);
  return { baseUrl: url, model: model ?? OPENAI_MODEL, apiKey: () => apiKey(origin) };
}

/**
 * Makes a function that gives the provider of a choice, the same one as long as it asks the same model: what an endpoint
 * can do is learnt once. A key is asked for with every question, so a new one holds for the next.
 *
 * @param search the one search of the console: reading thousands of entries takes a moment, which nobody should wait twice
 * @param meanings what that search compares besides words
 */
export function createProviderChooser(
  clock: Clock,
  random: (bytes: number) => Uint8Array,
  search: KnowledgeSearch,
  meanings: Meanings,
): (choice: ProviderChoice) => Provider {
  const mock = createMockProvider(search);
  const knowledge = createKnowledgeProvider(meanings, search);
  let latest: ProviderChoice | undefined;
  let openai: Provider | undefined;

  return (choice) => {
    switch (choice.provider) {
      case 'mock':
        return mock;
      case 'knowledge':
        return knowledge;
      case 'openai': {
        const { baseUrl, model } = endpointOf(choice.openai);
        const before = latest && endpointOf(latest.openai);
        latest = choice;
        if (!openai || before?.baseUrl !== baseUrl || before.model !== model) {
          openai = createOpenAiProvider({
            endpoint: { baseUrl, model, apiKey: () => latest?.openai.apiKey(endpointOrigin(baseUrl)) ?? null },
            clock,
            random,
            search,
            meanings,
            price: () => latest?.openai.price ?? null,
            maxSegments: () => latest?.maxSegments ?? choice.maxSegments,
          });
        }
        return openai;
      }
    }
  };
}
