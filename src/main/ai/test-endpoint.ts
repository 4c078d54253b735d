import { z } from 'zod';
import type { EndpointAnswer, EndpointTest, EndpointTrouble } from '../../shared/contract/endpoint-contract';
import { cutText } from '../../shared/preview';
import type { Clock } from '../app/clock';
import { createAskPatiently } from './ask-patiently';
import { createClient, type Endpoint } from './openai-client';
import { explainFailure, hostOf, technicalText } from './openai-errors';
import { ProviderError } from './provider';
import { readAnswer, readSoFar } from './read-answer';

/** A list of models is short work. */
const LIST_LIMIT_MS = 8_000;
const MOST_MODELS = 500;
const MOST_SHOWN = 200;
const QUESTION = 'Answer with one short friendly sentence: are you there?';

const modelList = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })).max(5000) });

/**
 * Tries an endpoint as a question of a customer would: lists its models, and asks one small question. Never throws: what
 * goes wrong is part of what came of it.
 */
export async function testEndpoint(endpoint: Endpoint, clock: Clock): Promise<EndpointTest> {
  const [listed, asked] = await Promise.all([
    listModels(endpoint, clock).then(
      (models) => ({ models, trouble: null }),
      (error: unknown) => ({ models: null, trouble: troubleOf(error, endpoint) }),
    ),
    ask(endpoint, clock).then(
      (answer) => ({ answer, trouble: null }),
      (error: unknown) => ({ answer: null, trouble: troubleOf(error, endpoint) }),
    ),
  ]);
  return {
    host: hostOf(endpoint.baseUrl),
    model: endpoint.model,
    models: listed.models,
    modelsTrouble: listed.trouble,
    ...asked,
  };
}

async function listModels(endpoint: Endpoint, clock: Clock): Promise<readonly string[]> {
  const limit = new AbortController();
  const cancel = clock.after(LIST_LIMIT_MS, () => limit.abort());
  try {
    const client = await createClient(endpoint, LIST_LIMIT_MS);
    const response = await client.models.list({ signal: limit.signal }).asResponse();
    const parsed = modelList.safeParse(await response.json());
    if (!parsed.success) throw new ProviderError('The AI endpoint does not say which models it has.');
    return [...new Set(parsed.data.data.map(({ id }) => id))].sort().slice(0, MOST_MODELS);
  } finally {
    cancel();
  }
}

async function ask(endpoint: Endpoint, clock: Clock): Promise<EndpointAnswer> {
  const askPatiently = createAskPatiently({ endpoint, clock });
  const startedAt = clock.now();
  const first: { at?: number } = {};
  const { content, model } = await askPatiently({
    messages: [{ role: 'user', content: QUESTION }],
    signal: new AbortController().signal,
    onText: (soFar) => {
      if (readSoFar(soFar) !== '') first.at ??= clock.now();
    },
  });
  const { text } = readAnswer(content, '');
  if (text === '') throw new ProviderError('The model answered nothing. Choose another one.');
  const totalMs = clock.now() - startedAt;
  const firstMs = first.at === undefined ? totalMs : first.at - startedAt;
  return { text: cutText(text, MOST_SHOWN), model, firstMs, totalMs, isStreamed: first.at !== undefined };
}

function troubleOf(error: unknown, endpoint: Endpoint): EndpointTrouble {
  const message = error instanceof ProviderError ? error.message : explainFailure(error, endpoint);
  const cause = error instanceof ProviderError ? error.cause : error;
  return { message, detail: technicalText(cause ?? error) };
}
