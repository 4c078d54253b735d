import { cutText } from '../../shared/preview';
import { countTokens } from './count-tokens';
import type { Turn } from './provider';

/** Longest part of one turn that is taken over, in characters. */
const MAX_LINE = 160;

/**
 * Shortens turns that do not fit any more to the lines that matter most: how it began, what was asked, and whatever
 * holds a number (orders, prices, dates). The lines are the people's own words in their order, chosen by the console
 * itself and by no model: so it works offline, costs nothing, is always the same and cannot fail or invent.
 *
 * @param budget about how many tokens it may have
 * @returns lines such as `Customer: …`; empty when nothing fits
 */
export function summariseTurns(turns: readonly Turn[], budget: number): string {
  const lines = turns.map((turn, at) => ({ at, text: lineOf(turn), worth: worthOf(turn, at, turns.length) }));
  let left = budget;
  const kept: typeof lines = [];
  for (const line of [...lines].sort((a, b) => b.worth - a.worth || a.at - b.at)) {
    const cost = countTokens(`${line.text}\n`);
    if (cost > left) continue;
    left -= cost;
    kept.push(line);
  }
  return kept
    .sort((a, b) => a.at - b.at)
    .map((line) => line.text)
    .join('\n');
}

function lineOf({ who, text }: Turn): string {
  const sentences = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?。！？])\s+/u);
  const telling = sentences.find((sentence) => /[\d?？]/u.test(sentence)) ?? sentences[0] ?? '';
  return `${who === 'customer' ? 'Customer' : 'Team'}: ${cutText(telling, MAX_LINE)}`;
}

function worthOf({ who, text }: Turn, at: number, count: number): number {
  const isFirst = at === 0 ? 3 : 0;
  const holdsNumber = /\d/.test(text) ? 2 : 0;
  const asks = /[?？]/u.test(text) ? 1 : 0;
  return isFirst + holdsNumber + asks + (who === 'customer' ? 1 : 0) + at / count;
}
