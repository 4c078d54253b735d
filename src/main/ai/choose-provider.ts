import type { Clock } from '../app/clock';
import { createKnowledgeProvider } from './knowledge';
import { createMockProvider } from './mock';
import { createOpenAiProvider } from './openai';
import type { Provider } from './provider';

/** OpenAI's own endpoint. */
const OPENAI_BASE_URL = 'https://api.openai.com/v1';
/** A small model of the current series. Source: https://platform.openai.com/docs/models */
const OPENAI_MODEL = 'gpt-5.4-mini';

/** Who answers, as the settings say at this moment. */
export interface ProviderChoice {
  readonly provider: Provider['name'];
  readonly openai: {
    /** Null: OpenAI's own. */
    readonly baseUrl: string | null;
    /** Null: the default model. */
    readonly model: string | null;
    readonly apiKey: () => string | null;
  };
}

/** Makes a function that gives the provider of a choice, the same one as long as the choice is the same. */
export function createProviderChooser(clock: Clock): (choice: ProviderChoice) => Provider {
  const mock = createMockProvider();
  const knowledge = createKnowledgeProvider();
  let latest: ProviderChoice['openai'] | undefined;
  let openai: Provider | undefined;

  return (choice) => {
    switch (choice.provider) {
      case 'mock':
        return mock;
      case 'knowledge':
        return knowledge;
      case 'openai': {
        const { baseUrl, model } = choice.openai;
        const isSame = latest?.baseUrl === baseUrl && latest.model === model;
        latest = choice.openai;
        if (!openai || !isSame) {
          openai = createOpenAiProvider({
            baseUrl: baseUrl ?? OPENAI_BASE_URL,
            model: model ?? OPENAI_MODEL,
            apiKey: () => latest?.apiKey() ?? null,
            clock,
          });
        }
        return openai;
      }
    }
  };
}
