import '@mantine/charts/styles.css';
import { Button, SegmentedControl, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChartBar, IconDownload, IconMoodSad, IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { Insights } from '../../../shared/insights';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { Empty } from '../../components/Empty';
import { useDesk, useUi } from '../../store/desk-context';
import { showPage } from '../../store/show-page';
import type { PeriodChoice } from '../../store/period-choice';
import { showProblem } from '../../store/use-command';
import { DayField } from '../pages/FilterFields';
import { PageFrame } from '../pages/PageFrame';
import { useWork, type WorkOutcome } from '../pages/use-work';
import { WorkBar } from '../pages/WorkBar';
import { AnsweredFigure, FailuresFigure, MessagesFigure, ResponseFigure, SessionsFigure } from './Figures';
import classes from './InsightsPage.module.css';
import { totalOf } from './insights-words';
import { isPeriod, lastDays } from './period';

/** What happened over time, in pictures and numbers. */
export function InsightsPage() {
  const desk = useDesk();
  const { ask, ui } = desk;
  const work = useWork(true);
  const { run } = work;
  const kept = useUi((state) => state.insightsPeriod);
  const [fallback] = useState(() => lastDays('30'));
  const period = kept ?? fallback;
  const [insights, setInsights] = useState<Insights | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [showNumbers, setShowNumbers] = useState(false);
  const [isStopped, setIsStopped] = useState(false);
  const { from, to } = period;

  const count = useCallback(() => run((work_id) => ask('insights.read', { work_id, from, to })), [ask, from, run, to]);
  const take = useCallback((outcome: WorkOutcome<Insights>) => {
    setIsStopped(outcome.kind === 'stopped');
    setProblem(outcome.kind === 'failed' ? outcome.problem : null);
    if (outcome.kind === 'done') setInsights(outcome.value);
  }, []);
  const read = () => void count().then(take);
  useEffect(() => {
    void count().then(take);
  }, [count, take]);

  const save = async () => {
    const outcome = await run((work_id) => ask('insights.export', { work_id, from, to }));
    if (outcome.kind === 'failed') showProblem(outcome.problem);
    if (outcome.kind !== 'done' || outcome.value.file === null) return;
    const words = `The numbers were written to ${outcome.value.file}`;
    notifications.show({ message: words });
    ui.setState({ announcement: words });
  };

  return (
    <PageFrame
      title="Insights"
      tools={
        <>
          <Button size="compact-sm" variant="subtle" onClick={() => showPage(desk, 'ai')}>
            Shadow mode report
          </Button>
          <Switch
            size="xs"
            label="Show numbers"
            checked={showNumbers}
            onChange={(event) => setShowNumbers(event.currentTarget.checked)}
          />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} stroke={1.75} />}
            onClick={read}
          >
            Count again
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={insights === null || work.progress !== null}
            leftSection={<IconDownload size={14} stroke={1.75} />}
            onClick={() => void save()}
          >
            Export
          </Button>
        </>
      }
    >
      <PeriodBar period={period} onChange={(insightsPeriod) => ui.setState({ insightsPeriod })} />
      {work.progress !== null && <WorkBar words="Reading all conversations" work={work} />}
      <div className={classes.scroll} aria-busy={work.progress !== null}>
        {problem !== null || (insights === null && isStopped) ? (
          <NotRead problem={problem} onAgain={read} />
        ) : (
          insights && <Pictures insights={insights} showNumbers={showNumbers} />
        )}
      </div>
    </PageFrame>
  );
}

function PeriodBar(props: { readonly period: PeriodChoice; readonly onChange: (period: PeriodChoice) => void }) {
  const { period, onChange } = props;
  const [days, setDays] = useState({ from: period.from, to: period.to });
  const choose = (kind: PeriodChoice['kind']) => {
    const next = kind === 'custom' ? { ...period, kind } : lastDays(kind);
    setDays(next);
    onChange(next);
  };
  const setDay = (patch: Partial<PeriodChoice>) => {
    const next = { ...days, ...patch };
    setDays(next);
    const wanted = { kind: 'custom', ...next } as const;
    if (isPeriod(wanted)) onChange(wanted);
  };
  return (
    <div className={classes.period} role="group" aria-label="Period">
      <SegmentedControl
        size="xs"
        value={period.kind}
        onChange={(kind) => choose(kind)}
        data={[
          { value: '7', label: '7 days' },
          { value: '30', label: '30 days' },
          { value: '90', label: '90 days' },
          { value: 'custom', label: 'Custom' },
        ]}
      />
      {period.kind === 'custom' && (
        <>
          <DayField label="From" value={days.from} onChange={(from) => setDay({ from })} />
          <DayField label="To" value={days.to} onChange={(to) => setDay({ to })} />
          {!isPeriod({ kind: 'custom', ...days }) && (
            <span role="alert" className={classes.wrong}>
              Choose two days, the earlier one first, at most ten years apart.
            </span>
          )}
        </>
      )}
    </div>
  );
}

function Pictures({ insights, showNumbers }: { readonly insights: Insights; readonly showNumbers: boolean }) {
  const isEmpty = (['received', 'sent', 'sessions'] as const).every((of) => totalOf(insights, of) === 0);
  if (isEmpty) {
    return (
      <Empty icon={<IconChartBar size={24} stroke={1.5} />} title="Nothing was said in these days">
        How many messages and sessions there were, how fast they were answered and by whom, and what could not be
        delivered is shown here.
      </Empty>
    );
  }
  const props = { insights, showNumbers };
  return (
    <div className={classes.figures}>
      <MessagesFigure {...props} />
      <SessionsFigure {...props} />
      <ResponseFigure {...props} />
      <AnsweredFigure {...props} />
      <FailuresFigure insights={insights} />
    </div>
  );
}

function NotRead({ problem, onAgain }: { readonly problem: RequestProblem | null; readonly onAgain: () => void }) {
  return (
    <Empty
      icon={<IconMoodSad size={24} stroke={1.5} />}
      title={problem?.message ?? 'The conversations were not read to the end'}
      action={
        <Button size="xs" variant="light" onClick={onAgain}>
          {problem ? 'Try again' : 'Go on reading'}
        </Button>
      }
    >
      {problem?.remedy}
    </Empty>
  );
}
