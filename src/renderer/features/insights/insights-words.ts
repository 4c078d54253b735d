import { responseSteps, type ByKind, type Insights } from '../../../shared/insights';
import { formatDate, formatNumber } from '../../components/formats';
import { durationWords } from '../../components/time-words';

/** What a bar is called: its day, its week or its month. */
export function spanWords(start: string, step: Insights['step']): string {
  // Days are names here, not moments: they are the same everywhere.
  const date = new Date(`${start}T00:00:00Z`);
  const form: Intl.DateTimeFormatOptions =
    step === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
  const words = formatDate({ ...form, timeZone: 'UTC' }, date);
  return step === 'week' ? `Week of ${words}` : words;
}

/** A waiting time: "0.4 s", "12 min"; a dash where there is none. */
export function waitWords(ms: number | null): string {
  if (ms === null) return '–';
  if (ms >= 10_000) return durationWords(ms);
  const seconds = formatNumber(ms / 1000, { maximumFractionDigits: 1 });
  return `${seconds} s`;
}

/** What a step of waiting times is called: "under 10 s", "1–5 min", "over 1 day". */
export function stepWords(at: number): string {
  const end = responseSteps[at] ?? Infinity;
  const begin = responseSteps[at - 1];
  if (begin === undefined) return `under ${durationWords(end)}`;
  return end === Infinity ? `over ${durationWords(begin)}` : `to ${durationWords(end)}`;
}

/** A share of a whole: "42 %"; a dash of nothing. */
export function shareWords(part: number, whole: number): string {
  if (whole === 0) return '–';
  return formatNumber(part / whole, { style: 'percent', maximumFractionDigits: 0 });
}

/** How many there are for each one of another: "4.2"; a dash of nothing. */
export function averageWords(number: number, each: number): string {
  if (each === 0) return '–';
  return formatNumber(number / each, { maximumFractionDigits: 1 });
}

/** All kinds together. */
export function sumOf(byKind: ByKind): number {
  return byKind.sms + byKind.whatsapp + byKind.voice;
}

/** All spans and kinds together. */
export function totalOf(insights: Insights, of: 'received' | 'sent' | 'sessions'): number {
  return insights.spans.reduce((total, span) => total + sumOf(span[of]), 0);
}
