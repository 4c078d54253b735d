import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { CommunicationType } from '../../../shared/domain';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { answeredIn, outcomes, type ShadowReport } from '../../../shared/shadow-report';
import { verdictOf } from '../../../shared/shadow-verdict';
import { useDesk } from '../../store/desk-context';
import { showProblem } from '../../store/use-command';
import { useSetting } from '../../store/use-setting';
import { useWhatHappens } from '../../store/use-what-happens';
import { lastDays } from '../insights/period';
import { ChoiceField } from '../pages/FilterFields';
import { useWork } from '../pages/use-work';
import { WorkBar } from '../pages/WorkBar';
import classes from './AiPage.module.css';
import { PairList } from './PairList';
import { Nothing, Section } from './Section';
import { ShadowNumbers } from './ShadowNumbers';

/** So many pairs are shown at first, and so many more each time. */
const PAIRS = 10;

const periods = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
] as const;

const kinds = [
  { value: 'all', label: 'All kinds' },
  { value: 'sms', label: 'SMS' },
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'voice', label: 'Calls' },
] as const;

/** What the AI would have said, held against what people sent: a verdict, the shares, and the pairs themselves. */
export function ShadowSection() {
  const { ask, ui } = useDesk();
  const work = useWork(true);
  const { run } = work;
  const [days, setDays] = useState<'7' | '30' | '90'>('30');
  const [kind, setKind] = useState<CommunicationType | 'all'>('all');
  const [most, setMost] = useState(PAIRS);
  const [report, setReport] = useState<ShadowReport | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const wanted = useCallback(() => {
    const { from, to } = lastDays(days);
    return { from, to, kind: kind === 'all' ? null : kind };
  }, [days, kind]);
  const read = useCallback(() => {
    void run((work_id) => ask('shadow.read', { work_id, most, ...wanted() })).then((outcome) => {
      setProblem(outcome.kind === 'failed' ? outcome.problem : null);
      if (outcome.kind === 'done') setReport(outcome.value);
    });
  }, [ask, most, run, wanted]);
  useEffect(read, [read]);
  useWhatHappens(read);

  const save = async () => {
    const outcome = await run((work_id) => ask('shadow.export', { work_id, ...wanted() }));
    if (outcome.kind === 'failed') showProblem(outcome.problem);
    if (outcome.kind !== 'done' || outcome.value.file === null) return;
    const words = `The pairs were written to ${outcome.value.file}`;
    notifications.show({ message: words });
    ui.setState({ announcement: words });
  };

  return (
    <Section
      title="Would it have said what you said?"
      words="In shadow mode the AI notes what it would have sent and sends nothing. Here it is held against what people sent."
      isBusy={report === null}
      tools={
        <>
          <ChoiceField label="Period" value={days} options={periods} onChange={setDays} />
          <ChoiceField label="Kind" value={kind} options={kinds} onChange={setKind} />
          <Button
            size="compact-sm"
            variant="default"
            disabled={report === null || report.pairs.length === 0}
            leftSection={<IconDownload size={14} stroke={1.75} />}
            onClick={() => void save()}
          >
            Export pairs
          </Button>
        </>
      }
    >
      {work.progress !== null && report === null && <WorkBar words="Reading the conversations" work={work} />}
      {problem !== null && <Nothing>{`${problem.message} ${problem.remedy ?? ''}`}</Nothing>}
      {report && <Report report={report} onMore={() => setMost((before) => before + PAIRS)} />}
    </Section>
  );
}

function Report({ report, onMore }: { readonly report: ShadowReport; readonly onMore: () => void }) {
  const noted = outcomes.reduce((sum, outcome) => sum + report.shadow[outcome], 0);
  const shadow = useSetting('shadow') ?? false;
  const isEmpty = noted + report.wouldHandOver === 0;
  const { found, advice, isEnough } = verdictOf(report.shadow);
  return (
    <>
      {isEmpty ? (
        <Nothing>
          Nothing was noted in these days. {shadow ? 'Answer' : 'Switch shadow mode on and answer'} your customers as
          always: what the AI would have said appears here beside what you sent, and nobody gets it.
        </Nothing>
      ) : (
        <div className={classes.verdict} data-enough={isEnough || undefined}>
          <p className={classes.found}>{found}</p>
          <p className={classes.advice}>{advice}</p>
        </div>
      )}
      <ShadowNumbers report={report} hasNoted={!isEmpty} />
      {report.pairs.length > 0 && <PairList pairs={report.pairs} of={answeredIn(report.shadow)} onMore={onMore} />}
    </>
  );
}
