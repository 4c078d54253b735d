import type { Evidence } from './compare';

/** How much each signal of `Evidence` counts; see `judgeEvidence`. */
export interface Weights {
  readonly bias: number;
  readonly signals: readonly number[];
}

/** Fitted to the tuning texts of test/data/knowledge, see test/unit/ai/fit-weights.ts. */
export const WEIGHTS: Weights = {
  bias: -3.22,
  signals: [0.14, 2.59, 0.84, 1.65, 2.35, 0.8, 0.54, -2.27, 1.82, -2.37, -5.49, 2.06, -1.03, -1.21, 2.16],
};

/** The same for a question whose meaning is compared besides; fitted in the same way. */
export const WEIGHTS_WITH_MEANING: Weights = {
  bias: -4.68,
  signals: [
    0.32, 1.76, 0.77, 1.27, 2.1, 0.57, 0.88, -2.34, -0.33, -2.63, -1.64, 1.69, -0.96, -1.29, 0.84, 1.83, 1.91, 2.23,
    0.17, 2.91, 3.78,
  ],
};

/** Most entries that compete; those behind them are too unlike to matter. */
const CONTENDERS = 8;

/** Evidence with how sure it is that its entry is the answer, from 0 to 1. */
export interface Judged extends Evidence {
  readonly score: number;
}

/**
 * Turns evidence into how sure one can be: each entry's signals are weighed into a strength, and the entries compete with
 * one another and with "none of these" (of strength 0), each in proportion to the exponential of its strength. So an
 * entry alone is judged by itself, and of two that fit equally neither is sure. It is a conditional logit with an
 * outside option; D. McFadden, "Conditional logit analysis of qualitative choice behavior" (1974).
 *
 * @returns best first
 */
export function judgeEvidence(evidence: readonly Evidence[], weights: Weights): readonly Judged[] {
  const strong = evidence
    .map((one) => ({ one, strength: strengthOf(one.signals, weights) }))
    .sort((a, b) => b.strength - a.strength || a.one.entry - b.one.entry);
  const all = 1 + strong.slice(0, CONTENDERS).reduce((sum, { strength }) => sum + Math.exp(strength), 0);
  return strong.map(({ one, strength }) => ({ ...one, score: Math.min(1, Math.exp(strength) / all) }));
}

function strengthOf(signals: readonly number[], { bias, signals: weights }: Weights): number {
  return signals.reduce((sum, signal, at) => sum + signal * (weights[at] ?? 0), bias);
}
