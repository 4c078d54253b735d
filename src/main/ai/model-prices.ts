/** What a million tokens cost, in US dollars. */
export interface ModelPrice {
  readonly input: number;
  /** Input that the endpoint still had from an earlier question. */
  readonly cachedInput: number;
  readonly output: number;
}

/** Tokens of one question and its answer. */
export interface Usage {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

/**
 * Prices at OpenAI's own endpoint, standard processing. Others charge what they like, so nothing is known of them.
 * Source: https://developers.openai.com/api/docs/pricing, as it stood in November 2026.
 */
const PRICES: readonly (readonly [model: string, price: ModelPrice])[] = [
  ['gpt-5.4', { input: 2.5, cachedInput: 0.25, output: 15 }],
  ['gpt-5.4-mini', { input: 0.75, cachedInput: 0.075, output: 4.5 }],
  ['gpt-5.4-nano', { input: 0.2, cachedInput: 0.02, output: 1.25 }],
  ['gpt-4.1', { input: 2, cachedInput: 0.5, output: 8 }],
  ['gpt-4.1-mini', { input: 0.4, cachedInput: 0.1, output: 1.6 }],
  ['gpt-4.1-nano', { input: 0.1, cachedInput: 0.025, output: 0.4 }],
  ['gpt-4o-mini', { input: 0.15, cachedInput: 0.075, output: 0.6 }],
];
const PRICED_HOST = 'api.openai.com';
/** What OpenAI puts behind a model's name for one release of it: `gpt-4o-mini-2024-07-18`. */
const RELEASE = /-\d{4}-\d{2}-\d{2}$/;

/**
 * Gives the price of a model, or null where nobody knows it: nothing is ever guessed.
 *
 * @param model as the endpoint calls it
 */
export function priceOf(baseUrl: string, model: string): ModelPrice | null {
  if (hostOf(baseUrl) !== PRICED_HOST) return null;
  const name = model.replace(RELEASE, '');
  return PRICES.find(([known]) => known === name)?.[1] ?? null;
}

/** Gives the price that the team has given, in US dollars for a million tokens; null where one of the two is missing. */
export function givenPrice(input: string, output: string): ModelPrice | null {
  if (input === '' || output === '') return null;
  return { input: Number(input), cachedInput: Number(input), output: Number(output) };
}

/** Gives what a question and its answer cost, in US dollars. */
export function costOfUsage({ input, cachedInput, output }: Usage, price: ModelPrice): number {
  const dollars = (input - cachedInput) * price.input + cachedInput * price.cachedInput + output * price.output;
  return dollars / 1_000_000;
}

function hostOf(baseUrl: string): string | null {
  try {
    return new URL(baseUrl).hostname;
  } catch {
    return null;
  }
}
