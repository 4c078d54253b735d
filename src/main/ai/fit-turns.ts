import { costOf, countTokens, cutTo } from './count-tokens';
import type { Turn } from './provider';
import { summariseTurns } from './summarise-turns';

/** The conversation as far as it fits. */
export interface FittedTurns {
  /** What was said before `newest`, shortened; empty when all fits. */
  readonly summary: string;
  /** Oldest first, whole but for the very last one, which is cut if it fills the budget alone. */
  readonly newest: readonly Turn[];
}

/** Part of the budget that what does not fit is shortened to. */
const SUMMARY_SHARE = 0.15;

/**
 * Fits a conversation into a budget: its newest end is kept word for word, what lies before it is summarised. The newest
 * words of the customer are always there, their beginning and their end if they are too long.
 *
 * @param budget about how many tokens all of it may cost
 * @param perTurn what each turn costs besides its words, in tokens
 */
export function fitTurns(turns: readonly Turn[], budget: number, perTurn: number): FittedTurns {
  const cost = (turn: Turn) => costOf(`${turn.text}\n`) + perTurn;
  if (turns.reduce((sum, turn) => sum + cost(turn), 0) <= budget) return { summary: '', newest: turns };
  const forSummary = Math.floor(budget * SUMMARY_SHARE) - perTurn;
  let left = budget - Math.floor(budget * SUMMARY_SHARE);
  const newest: Turn[] = [];
  for (const turn of [...turns].reverse()) {
    if (cost(turn) > left) {
      if (newest.length === 0) newest.push({ ...turn, text: cutMiddle(turn.text, left - perTurn - costOf('\n')) });
      break;
    }
    left -= cost(turn);
    newest.push(turn);
  }
  const before = turns.slice(0, turns.length - newest.length);
  return { summary: summariseTurns(before, Math.max(0, forSummary)), newest: newest.reverse() };
}

/** Keeps the beginning and the end: what a long text asks mostly stands in one of them. */
function cutMiddle(text: string, tokens: number): string {
  if (countTokens(text) <= tokens) return text;
  const half = Math.floor(tokens / 2) - 1;
  const end = reversed(cutTo(reversed(text), half)).replace(/^[…\uDC00-\uDFFF]+/, '');
  return `${cutTo(text, half)} ${end}`;
}

/** By UTF-16 units: it is turned back before anybody reads it. */
function reversed(text: string): string {
  return text.split('').reverse().join('');
}
