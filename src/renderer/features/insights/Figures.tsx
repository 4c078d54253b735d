import { BarChart } from '@mantine/charts';
import { Progress } from '@mantine/core';
import { explainError } from '../../../shared/error-guide';
import { kindsOfCommunication, type ByKind, type Insights, type InsightsSpan } from '../../../shared/insights';
import { formatNumber } from '../../components/formats';
import { channelWord } from '../../components/ChannelIcon';
import { costWords } from '../thread/decision-facts';
import { Figure } from './Figure';
import { averageWords, shareWords, spanWords, stepWords, sumOf, totalOf, waitWords } from './insights-words';
import classes from './InsightsPage.module.css';

interface FigureProps {
  readonly insights: Insights;
  readonly showNumbers: boolean;
}

const CHART = {
  h: 200,
  withLegend: true,
  gridAxis: 'x',
  tickLine: 'none',
  maxBarWidth: 28,
  barProps: { isAnimationActive: false },
  // The picture is hidden from screen readers, so it must not take the focus either.
  barChartProps: { accessibilityLayer: false },
  // In the order of the bars, not of the alphabet.
  legendProps: { verticalAlign: 'bottom', height: 24, itemSorter: null },
  xAxisProps: { interval: 'equidistantPreserveStart' },
  yAxisProps: { allowDecimals: false, width: 44 },
  valueFormatter: (value: number) => formatNumber(value),
} as const;

const kindSeries = kindsOfCommunication.map((kind) => ({
  name: kind,
  label: channelWord(kind),
  color: `var(--chart-${kind})`,
}));

const whoSeries = [
  { name: 'ai', label: 'AI', color: 'var(--chart-ai)' },
  { name: 'people', label: 'People', color: 'var(--chart-people)' },
];

/** Messages over time, by kind. */
export function MessagesFigure({ insights, showNumbers }: FigureProps) {
  const { spans, sentBy } = insights;
  const sent = totalOf(insights, 'sent');
  return (
    <Figure
      title="Messages"
      words="Received and sent together, by kind."
      headlines={[
        { name: 'Received', value: formatNumber(totalOf(insights, 'received')) },
        { name: 'Sent', value: formatNumber(sent), more: `${shareWords(sentBy.ai, sent)} by the AI` },
      ]}
      numbers={{
        columns: ['When', ...kindsOfCommunication.flatMap((kind) => kindColumns(channelWord(kind)))],
        rows: spans.map((span) => [
          spanWords(span.start, insights.step),
          ...kindsOfCommunication.flatMap((kind) => [formatNumber(span.received[kind]), formatNumber(span.sent[kind])]),
        ]),
      }}
      showNumbers={showNumbers}
    >
      <KindChart insights={insights} of={({ received, sent: out }) => added(received, out)} />
    </Figure>
  );
}

function kindColumns(kind: string): string[] {
  return [`${kind} received`, `${kind} sent`];
}

/** Sessions over time, by kind. */
export function SessionsFigure({ insights, showNumbers }: FigureProps) {
  const { spans } = insights;
  const total = totalOf(insights, 'sessions');
  const messages = totalOf(insights, 'received') + totalOf(insights, 'sent');
  return (
    <Figure
      title="Sessions"
      words="Bursts of conversation and calls that began."
      headlines={[
        { name: 'Begun', value: formatNumber(total) },
        { name: 'Messages in each', value: averageWords(messages, total) },
      ]}
      numbers={{
        columns: ['When', ...kindsOfCommunication.map(channelWord), 'All'],
        rows: spans.map(({ start, sessions }) => [
          spanWords(start, insights.step),
          ...kindsOfCommunication.map((kind) => formatNumber(sessions[kind])),
          formatNumber(sumOf(sessions)),
        ]),
      }}
      showNumbers={showNumbers}
    >
      <KindChart insights={insights} of={({ sessions }) => sessions} />
    </Figure>
  );
}

/** How long customers waited for the first answer. */
export function ResponseFigure({ insights, showNumbers }: FigureProps) {
  const { ai, people } = insights.firstResponse;
  const data = ai.spread.map((count, at) => ({ step: stepWords(at), ai: count, people: people.spread[at] ?? 0 }));
  return (
    <Figure
      title="First response"
      words="From the customer’s first message in a session to the first answer of each."
      headlines={[
        { name: 'AI, median', value: waitWords(ai.medianMs), more: `90% within ${waitWords(ai.p90Ms)}` },
        { name: 'People, median', value: waitWords(people.medianMs), more: `90% within ${waitWords(people.p90Ms)}` },
      ]}
      numbers={{
        columns: ['Waited', 'AI', 'People'],
        rows: [
          ...data.map((row) => [row.step, formatNumber(row.ai), formatNumber(row.people)]),
          ['Median', waitWords(ai.medianMs), waitWords(people.medianMs)],
          ['90th percentile', waitWords(ai.p90Ms), waitWords(people.p90Ms)],
          ['Sessions', formatNumber(ai.count), formatNumber(people.count)],
        ],
      }}
      showNumbers={showNumbers}
    >
      <BarChart {...CHART} data={data} dataKey="step" series={whoSeries} />
    </Figure>
  );
}

/** Who answered the customers. */
export function AnsweredFigure({ insights, showNumbers }: FigureProps) {
  const { handedOver, used } = insights;
  const { ai, handedOff, people, nobody } = insights.answered;
  const { unchanged, edited, discarded } = insights.drafts;
  const all = ai + handedOff + people + nobody;
  const drafts = unchanged + edited + discarded;
  const parts = [
    { name: 'AI alone', count: ai, color: 'var(--chart-ai)' },
    { name: 'AI, then a person', count: handedOff, color: 'var(--chart-both)' },
    { name: 'People alone', count: people, color: 'var(--chart-people)' },
    { name: 'Nobody yet', count: nobody, color: 'var(--chart-nobody)' },
  ];
  return (
    <Figure
      title="Who answered"
      words="Sessions in which the customer said something; each counts once."
      headlines={[
        { name: 'By the AI alone', value: shareWords(ai, all) },
        { name: 'Handed over by it', value: shareWords(handedOver, all) },
        {
          name: 'Drafts edited',
          value: shareWords(edited, drafts),
          more: drafts === 0 ? 'no draft was used' : `of ${formatNumber(drafts)}`,
        },
        ...(used.priced > 0 ? [{ name: 'Cost of the AI', value: costWords(used.costUsd) }] : []),
      ]}
      numbers={{
        columns: ['By', 'Sessions', 'Share'],
        rows: [
          ...parts.map(({ name, count }) => [name, formatNumber(count), shareWords(count, all)]),
          ['Drafts sent unchanged', formatNumber(unchanged), shareWords(unchanged, drafts)],
          ['Drafts sent edited', formatNumber(edited), shareWords(edited, drafts)],
          ['Drafts answered in other words', formatNumber(discarded), shareWords(discarded, drafts)],
          ['Handed over by the AI', formatNumber(handedOver), shareWords(handedOver, all)],
        ],
      }}
      showNumbers={showNumbers}
    >
      <Progress.Root size={28} radius="sm" transitionDuration={0}>
        {parts.map(({ name, count, color }) => (
          <Progress.Section key={name} value={(100 * count) / Math.max(1, all)} color={color} />
        ))}
      </Progress.Root>
      <ul className={classes.legend}>
        {parts.map(({ name, count, color }) => (
          <li key={name}>
            <span className={classes.swatch} style={{ background: color }} />
            {name}
            <strong>{formatNumber(count)}</strong>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

/** What was sent and did not arrive. */
export function FailuresFigure({ insights }: Pick<FigureProps, 'insights'>) {
  const { failures } = insights;
  const sent = totalOf(insights, 'sent');
  const failed = failures.reduce((total, { count }) => total + count, 0);
  const most = failures[0]?.count ?? 1;
  return (
    <Figure
      title="Failed deliveries"
      words={
        failed === 0 ? 'Everything that was sent has arrived or is on its way.' : 'By Twilio’s number for the reason.'
      }
      headlines={[
        { name: 'Failed', value: formatNumber(failed), more: `${shareWords(failed, sent)} of what was sent` },
      ]}
    >
      <ul className={classes.failures}>
        {failures.map(({ code, count }) => (
          <li key={code}>
            <span className={classes.failure}>
              <strong>{code ?? 'No code'}</strong> {explainError(code).meaning}
              <span className={classes.remedy}>{explainError(code).remedy}</span>
            </span>
            <span className={classes.failureBar} style={{ width: `${(100 * count) / most}%` }} />
            <span className={classes.failureCount}>{formatNumber(count)}</span>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function KindChart({ insights, of }: { readonly insights: Insights; readonly of: (span: InsightsSpan) => ByKind }) {
  const data = insights.spans.map((span) => ({ when: spanWords(span.start, insights.step), ...of(span) }));
  return <BarChart {...CHART} type="stacked" data={data} dataKey="when" series={kindSeries} />;
}

function added(a: ByKind, b: ByKind): ByKind {
  return { sms: a.sms + b.sms, whatsapp: a.whatsapp + b.whatsapp, voice: a.voice + b.voice };
}
