import {
  responseSteps,
  type ByKind,
  type Insights,
  type InsightsSpan,
  type ResponseTimes,
} from '../../shared/insights';
import type { CommunicationType } from '../../shared/domain';
import { spansOf, stepOf } from './calendar';
import type { ConversationFacts, SessionFacts } from './conversation-facts';

export interface Period {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** Counts what was said in a period, from what was taken down of every conversation. */
export function countInsights(all: Iterable<ConversationFacts>, period: Period): Insights {
  const step = stepOf(period.from, period.to);
  const spans = spansOf(period.from, period.to, step).map(emptySpan);
  const spanAt = finder(spans);
  const sentBy = { ai: 0, people: 0 };
  const drafts = { unchanged: 0, edited: 0, discarded: 0 };
  const used = { tokens: 0, costUsd: 0, priced: 0 };
  let handedOver = 0;
  const answered = { ai: 0, handedOff: 0, people: 0, nobody: 0 };
  const aiTimes: number[] = [];
  const peopleTimes: number[] = [];
  const failures = new Map<number | null, number>();
  const isIn = (day: string) => day >= period.from && day <= period.to;

  for (const { days, sessions, failures: failed, draftsDiscarded } of all) {
    for (const facts of days) {
      if (!isIn(facts.day)) continue;
      const span = spanAt(facts.day);
      span.received[facts.kind] += facts.received;
      span.sent[facts.kind] += facts.sentByAi + facts.sentByPeople;
      sentBy.ai += facts.sentByAi;
      sentBy.people += facts.sentByPeople;
      drafts.unchanged += facts.draftsUnchanged;
      drafts.edited += facts.draftsEdited;
      used.tokens += facts.tokens;
      used.costUsd += facts.costUsd;
      used.priced += facts.priced;
    }
    drafts.discarded += draftsDiscarded.filter(isIn).length;
    for (const session of sessions) {
      if (!isIn(session.day)) continue;
      spanAt(session.day).sessions[session.kind] += 1;
      if (session.handedOff) handedOver += 1;
      if (!session.asked) continue;
      answered[whoAnswered(session)] += 1;
      if (session.aiMs !== null) aiTimes.push(session.aiMs);
      if (session.peopleMs !== null) peopleTimes.push(session.peopleMs);
    }
    for (const { day, code } of failed) {
      if (isIn(day)) failures.set(code, (failures.get(code) ?? 0) + 1);
    }
  }
  return {
    ...period,
    step,
    spans,
    sentBy,
    firstResponse: { ai: timesOf(aiTimes), people: timesOf(peopleTimes) },
    answered,
    handedOver,
    drafts,
    used,
    failures: [...failures]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code ?? 0) - (b.code ?? 0)),
  };
}

/**
 * Gives the value below which a share of sorted numbers lies, in between where it falls between two; null of none.
 * Source: Hyndman and Fan 1996, type 7, which spreadsheets call PERCENTILE.INC
 */
export function quantile(sorted: readonly number[], share: number): number | null {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

type Counting = Record<CommunicationType, number>;
type CountingSpan = InsightsSpan & {
  readonly received: Counting;
  readonly sent: Counting;
  readonly sessions: Counting;
};

function emptySpan(start: string): CountingSpan {
  const none = (): Counting => ({ sms: 0, whatsapp: 0, voice: 0 }) satisfies ByKind;
  return { start, received: none(), sent: none(), sessions: none() };
}

/** Gives the function that finds the span of a day in the period, by halving; most ask for the same one again. */
function finder(spans: readonly CountingSpan[]): (day: string) => CountingSpan {
  const known = new Map<string, CountingSpan>();
  return (day) => {
    let span = known.get(day);
    if (!span) {
      let low = 0;
      let high = spans.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((spans[middle]?.start ?? '') <= day) low = middle;
        else high = middle - 1;
      }
      span = spans[low] ?? emptySpan(day);
      known.set(day, span);
    }
    return span;
  };
}

function whoAnswered({ aiMs, peopleMs, handedOff }: SessionFacts): keyof Insights['answered'] {
  if (aiMs === null) return peopleMs === null ? 'nobody' : 'people';
  return handedOff || peopleMs !== null ? 'handedOff' : 'ai';
}

function timesOf(times: number[]): ResponseTimes {
  times.sort((a, b) => a - b);
  const spread = responseSteps.map(() => 0);
  let step = 0;
  for (const time of times) {
    while (time >= (responseSteps[step] ?? Infinity)) step += 1;
    spread[step] = (spread[step] ?? 0) + 1;
  }
  return { count: times.length, medianMs: quantile(times, 0.5), p90Ms: quantile(times, 0.9), spread };
}
