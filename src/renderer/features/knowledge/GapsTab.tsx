import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconMoodSad, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Gap, Gaps } from '../../../shared/contract/knowledge-contract';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { cutText } from '../../../shared/preview';
import { visibleControls } from '../../../shared/visible-controls';
import { Empty } from '../../components/Empty';
import { UndoNotice } from '../../components/UndoNotice';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useWhatHappens } from '../../store/use-what-happens';
import { useWork } from '../pages/use-work';
import { WorkBar } from '../pages/WorkBar';
import { DismissedGaps } from './DismissedGaps';
import { GapItem } from './GapItem';
import classes from './Knowledge.module.css';

/** How long the way back stands on screen. */
const SHOWN_MS = 15_000;
/** What customers asked lately and no entry answers, the most frequent first. */
export function GapsTab() {
  const { ask, ui } = useDesk();
  const command = useCommand();
  const work = useWork(true);
  const { run } = work;
  const changedAt = useDeskState((state) => state.knowledgeSeq);
  const [found, setFound] = useState<Gaps | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isOld, setIsOld] = useState(false);
  const [wishes, setWishes] = useState(0);
  const find = () => setWishes((count) => count + 1);
  useEffect(() => {
    void run((work_id) => ask('knowledge.gaps', { work_id })).then((outcome) => {
      if (outcome.kind === 'stopped') return;
      setProblem(outcome.kind === 'failed' ? outcome.problem : null);
      if (outcome.kind === 'done') setFound(outcome.value);
      setIsOld(false);
    });
  }, [ask, run, changedAt, wishes]);
  // New messages change the order: nobody is to miss the line that he is about to press.
  useWhatHappens(() => setIsOld(true));

  const dismiss = async (gap: Gap) => {
    const questions = [...new Set(gap.examples.map(({ question }) => question))];
    if ((await command('knowledge.dismiss-gap', { questions })) === undefined) return;
    const id = `gap-${gap.newestAt}`;
    const words = `“${cutText(visibleControls(gap.question), 80)}” is not a gap.`;
    const undo = () => {
      notifications.hide(id);
      void command('knowledge.restore-gap', { questions }).then(find);
    };
    ui.setState({ announcement: words });
    notifications.show({ id, autoClose: SHOWN_MS, message: <UndoNotice onUndo={undo}>{words}</UndoNotice> });
    find();
  };

  const restore = async (questions: readonly string[]) => {
    if ((await command('knowledge.restore-gap', { questions: [...questions] })) === undefined) return;
    ui.setState({ announcement: `“${cutText(visibleControls(questions[0] ?? ''), 80)}” counts as a gap again` });
    find();
  };

  return (
    <div className={classes.scroll}>
      <div className={classes.gapsHead}>
        <p className="dim">
          Asked in the last {found?.days ?? 90} days and given to a person, or without an entry that answers it. A gap
          closes by itself once an entry does.
        </p>
        {isOld && found && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconRefresh size={14} stroke={1.75} />}
            onClick={find}
          >
            Show what is new
          </Button>
        )}
      </div>
      {work.progress !== null && found === null && <WorkBar words="Reading the conversations" work={work} />}
      {problem && (
        <Empty
          icon={<IconMoodSad size={24} stroke={1.5} />}
          title={problem.message}
          action={
            <Button size="xs" variant="light" onClick={find}>
              Try again
            </Button>
          }
        >
          {problem.remedy}
        </Empty>
      )}
      {found?.gaps.length === 0 && !problem && (
        <Empty icon={<IconCircleCheck size={24} stroke={1.5} />} title="No gaps">
          Questions that the AI had to give to a person appear here, the same ones together, with what the person
          answered.
        </Empty>
      )}
      <ul className={classes.gaps} aria-label="Gaps">
        {found?.gaps.map((gap) => (
          <GapItem key={`${gap.question} ${gap.newestAt}`} gap={gap} onDismiss={() => void dismiss(gap)} />
        ))}
      </ul>
      {found && found.dismissed.length > 0 && (
        <DismissedGaps dismissed={found.dismissed} onRestore={(questions) => void restore(questions)} />
      )}
    </div>
  );
}
