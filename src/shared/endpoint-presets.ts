/** A kind of endpoint that people use, with what it needs. */
export interface EndpointPreset {
  readonly id: string;
  readonly label: string;
  /** What to put into the settings; empty: OpenAI's own. */
  readonly baseUrl: string;
  /** What key and model it needs, in a sentence or two. */
  readonly needs: string;
  /** Tells its addresses from others. */
  readonly is: (url: URL) => boolean;
}

/** What stands in Azure's address until a person puts the name of their resource there. */
const AZURE_RESOURCE = 'your-resource';

/**
 * Endpoints that speak OpenAI's chat completions, with the addresses that they have unless somebody changed them.
 * Sources: https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle (the v1 address, deployment as model),
 * https://github.com/ollama/ollama/blob/main/docs/openai.md, https://lmstudio.ai/docs/app/api/endpoints/openai,
 * https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
 */
export const endpointPresets: readonly EndpointPreset[] = [
  {
    id: 'openai',
    label: 'OpenAI',
    baseUrl: '',
    needs:
      'Needs an API key from platform.openai.com. Without a model’s name, a small one of the current series answers.',
    is: (url) => url.hostname === 'api.openai.com',
  },
  {
    id: 'azure',
    label: 'Azure OpenAI',
    baseUrl: `https://${AZURE_RESOURCE}.openai.azure.com/openai/v1`,
    needs: `Put the name of your resource in the place of “${AZURE_RESOURCE}”. Needs a key of that resource, and as the model the name that you gave your deployment.`,
    is: (url) => /\.(openai\.azure|services\.ai\.azure|cognitiveservices\.azure)\.com$/.test(url.hostname),
  },
  {
    id: 'ollama',
    label: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    needs: 'Runs on this computer and needs no key. The model is one that you have pulled, such as llama3.2.',
    is: (url) => url.port === '11434',
  },
  {
    id: 'lm-studio',
    label: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    needs: 'Start its server in the tab “Developer”. Needs no key; the model is the name of one that is loaded there.',
    is: (url) => url.port === '1234',
  },
  {
    id: 'vllm',
    label: 'vLLM',
    baseUrl: 'http://127.0.0.1:8000/v1',
    needs: 'Needs a key only if it was started with --api-key. The model is the name that it was started with.',
    is: (url) => url.port === '8000',
  },
];

/** Gives the kind of endpoint that an address of the settings is one of; null for any other. */
export function presetOf(baseUrl: string): EndpointPreset | null {
  if (baseUrl === '') return endpointPresets[0] ?? null;
  try {
    const url = new URL(baseUrl);
    return endpointPresets.find((preset) => preset.is(url)) ?? null;
  } catch {
    return null;
  }
}
