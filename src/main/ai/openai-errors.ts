interface Failure {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly name?: unknown;
}

/**
 * Explains to people why an AI endpoint gave no answer. What the endpoint itself said is left out, since some repeat
 * parts of the key in it.
 */
export function explainFailure(error: unknown, asked: { readonly baseUrl: string; readonly model: string }): string {
  const { status, code }: Failure = typeof error === 'object' && error !== null ? error : {};
  const host = hostOf(asked.baseUrl);
  if (typeof status !== 'number') {
    return error instanceof SyntaxError
      ? `The AI endpoint at ${host} answered with something that is not JSON. Check its base URL.`
      : `The AI endpoint at ${host} could not be reached. Check that it runs and that its base URL is right.`;
  }
  switch (status) {
    case 401:
      return 'The AI endpoint did not accept the API key. Check the key in the settings (OPENAI_API_KEY).';
    case 403:
      return `The AI endpoint does not let this API key use the model “${asked.model}”.`;
    case 404:
      return code === 'model_not_found'
        ? `The AI endpoint does not know the model “${asked.model}”. Check its name in the settings (OPENAI_MODEL).`
        : `The AI endpoint at ${host} does not know the model “${asked.model}”, or its base URL is not right. Check both.`;
    case 429:
      return code === 'insufficient_quota'
        ? 'The AI account has no credit left.'
        : 'The AI endpoint is asked too much at the moment. It will work again by itself.';
    case 400:
    case 413:
    case 422:
      return code === 'context_length_exceeded'
        ? `The conversation is too long for the model “${asked.model}”.`
        : `The AI endpoint did not accept the question for the model “${asked.model}” (HTTP ${status}).`;
    default:
      return `The AI endpoint has trouble of its own (HTTP ${status}).`;
  }
}

function hostOf(baseUrl: string): string {
  try {
    return new URL(baseUrl).host;
  } catch {
    return 'an address that is not valid';
  }
}
