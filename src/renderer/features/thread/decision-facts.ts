import type { Explanation } from '../../../shared/domain';
import { settingDefinitions } from '../../../shared/contract/setting-definitions';
import { formatNumber } from '../../components/formats';
import { NEAR_MISS_FROM } from '../knowledge/near-miss';

/** Most entries that are named where none was answered with. */
const MAX_NEAREST = 3;

/** A line of the card: what it is, and its value. */
export type Fact = readonly [name: string, value: string];

/** Gives who wrote a text and at what price, as far as it is known. */
export function writingFacts(explanation: Explanation): readonly Fact[] {
  const { provider, model, durationMs, rule, knowledge, tokens, costUsd, confidence, handOff } = explanation;
  // Of what was only handed over it is how near an entry came, which stands beside that entry.
  const isSure = confidence !== undefined && (handOff === undefined || knowledge.length > 0);
  return [
    ['Written by', providerWords(provider)],
    ...(model === null ? [] : [['Model', model] as const]),
    ...(rule === null ? [] : [['Its rule', rule] as const]),
    ...(isSure ? [['How sure', percentWords(confidence)] as const] : []),
    ...(handOff === undefined ? [] : [['Handed over', handOff] as const]),
    ['Took', durationText(durationMs)],
    ...(tokens === null ? [] : [['Tokens', formatNumber(tokens)] as const]),
    ...(costUsd === undefined ? [] : [['Cost', costWords(costUsd)] as const]),
  ];
}

/** Gives the ids of the entries that came near where a text rests on none, the nearest first. */
export function nearestEntries({ knowledge, scores = {} }: Explanation): readonly string[] {
  if (knowledge.length > 0) return [];
  const near = Object.entries(scores).filter(([, score]) => score >= NEAR_MISS_FROM);
  return near
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_NEAREST)
    .map(([id]) => id);
}

/** Who writes the answers, as the settings call it. */
export function providerWords(provider: string): string {
  const { control } = settingDefinitions.provider;
  return (
    (control.kind === 'choice' ? control.options.find(({ value }) => value === provider)?.label : null) ?? provider
  );
}

/** A share: "82%". */
export function percentWords(share: number): string {
  return formatNumber(share, { style: 'percent', maximumFractionDigits: 0 });
}

/** An amount of US dollars, with as many digits as a small one needs: "$0.0004". */
export function costWords(usd: number): string {
  return formatNumber(usd, {
    ...{ style: 'currency', currency: 'USD' },
    ...(usd < 0.01 ? { minimumSignificantDigits: 1, maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 }),
  });
}

function durationText(ms: number): string {
  return ms < 1000
    ? `${formatNumber(Math.round(ms))} ms`
    : `${formatNumber(ms / 1000, { maximumFractionDigits: 1 })} s`;
}
