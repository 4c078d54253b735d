import { kindsOfCommunication, responseSteps, type Insights, type ResponseTimes } from '../../shared/insights';
import type { Cell } from '../../shared/csv';
import type { CommunicationType } from '../../shared/domain';
import { explainError } from '../../shared/error-guide';

const kindWords: Readonly<Record<CommunicationType, string>> = { sms: 'SMS', whatsapp: 'WhatsApp', voice: 'Call' };

/** Gives insights as rows of one table, one number in each, so that a spreadsheet can sum and turn them. */
export function insightsTable(insights: Insights): Cell[][] {
  const { from, to, answered, drafts, sentBy, firstResponse, handedOver, used } = insights;
  const whole = (measure: string, detail: string, value: number | null, unit: string): Cell[] => [
    measure,
    from,
    to,
    '',
    detail,
    value,
    unit,
  ];
  const times = (who: string, { count, medianMs, p90Ms, spread }: ResponseTimes): Cell[][] => [
    whole('First response', `${who}: sessions`, count, 'sessions'),
    whole('First response', `${who}: median`, secondsOf(medianMs), 'seconds'),
    whole('First response', `${who}: 90th percentile`, secondsOf(p90Ms), 'seconds'),
    ...spread.map((value, at) => whole('First response', `${who}: ${stepWords(at)}`, value, 'sessions')),
  ];
  return [
    ['Measure', 'From', 'To', 'Kind', 'Detail', 'Value', 'Unit'],
    ...insights.spans.flatMap(({ start, received, sent, sessions }, at) => {
      const end = dayBefore(insights.spans[at + 1]?.start) ?? to;
      return kindsOfCommunication.flatMap((kind): Cell[][] => [
        ['Messages received', start, end, kindWords[kind], '', received[kind], 'messages'],
        ['Messages sent', start, end, kindWords[kind], '', sent[kind], 'messages'],
        ['Sessions begun', start, end, kindWords[kind], '', sessions[kind], 'sessions'],
      ]);
    }),
    whole('Messages sent by', 'AI', sentBy.ai, 'messages'),
    whole('Messages sent by', 'People', sentBy.people, 'messages'),
    ...times('AI', firstResponse.ai),
    ...times('People', firstResponse.people),
    whole('Answered by', 'AI alone', answered.ai, 'sessions'),
    whole('Answered by', 'AI, then a person', answered.handedOff, 'sessions'),
    whole('Answered by', 'People alone', answered.people, 'sessions'),
    whole('Answered by', 'Nobody', answered.nobody, 'sessions'),
    whole('Drafts sent', 'Unchanged', drafts.unchanged, 'messages'),
    whole('Drafts sent', 'Edited', drafts.edited, 'messages'),
    whole('Drafts not sent', 'Answered in other words', drafts.discarded, 'messages'),
    whole('Handed over', 'By the AI to a person', handedOver, 'sessions'),
    whole('Used by the AI', 'Tokens', used.tokens, 'tokens'),
    whole('Used by the AI', 'Cost', used.priced === 0 ? null : Math.round(used.costUsd * 1e6) / 1e6, 'US dollars'),
    whole('Used by the AI', 'Messages whose cost is known', used.priced, 'messages'),
    ...insights.failures.map(({ code, count }) =>
      whole('Failed', `${code ?? 'no code'}: ${explainError(code).meaning}`, count, 'messages'),
    ),
  ];
}

function secondsOf(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 100) / 10;
}

function stepWords(at: number): string {
  const end = responseSteps[at] ?? Infinity;
  const begin = responseSteps[at - 1];
  if (begin === undefined) return `under ${end / 1000} s`;
  return end === Infinity ? `${begin / 1000} s and more` : `${begin / 1000} s to ${end / 1000} s`;
}

function dayBefore(day: string | undefined): string | null {
  return day === undefined ? null : new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
