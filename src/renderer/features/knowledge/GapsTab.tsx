import { Button, Collapse } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowRight, IconCircleCheck, IconMoodSad, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import type { Gap, Gaps } from '../../../shared/contract/knowledge-contract';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { cutText } from '../../../shared/preview';
import { visibleControls } from '../../../shared/visible-controls';
import { Empty } from '../../components/Empty';
import { formatNumber } from '../../components/formats';
import { fullTime, shortTime } from '../../components/time-words';
import { UndoNotice } from '../../components/UndoNotice';
import { useNow } from '../../components/use-now';
import { useDesk, useDeskState } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import { useCommand } from '../../store/use-command';
import { useWhatHappens } from '../../store/use-what-happens';
import { useWork } from '../pages/use-work';
import { WorkBar } from '../pages/WorkBar';
import { DismissedGaps } from './DismissedGaps';
import classes from './Knowledge.module.css';

/** How long the way back stands on screen. */
const SHOWN_MS = 15_000;
/** Most forms that a gap gives to its new entry. */
const MOST_FORMS = 5;

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

function GapItem({ gap, onDismiss }: { readonly gap: Gap; readonly onDismiss: () => void }) {
  const desk = useDesk();
  const now = useNow();
  const [opened, setOpened] = useState(false);
  const detailsId = useId();
  const question = visibleControls(gap.question);
  const write = () => {
    const others = [...new Set(gap.examples.map((one) => one.question))].filter((one) => one !== gap.question);
    const text = { question: gap.question, forms: others.slice(0, MOST_FORMS), answer: gap.answer ?? '' };
    desk.ui.setState({ editingEntry: { entry: null, text } });
  };
  return (
    <li className={classes.gap} aria-label={question}>
      <div className={classes.gapHead}>
        <div className={classes.words}>
          <p className={`${classes.question ?? ''} outside`} dir="auto">
            {question}
          </p>
          <p className="hint">
            {gap.count === 1 ? 'Asked once' : `Asked ${formatNumber(gap.count)} times`} ·{' '}
            <time dateTime={gap.newestAt} title={fullTime(gap.newestAt)}>
              {shortTime(gap.newestAt, now)}
            </time>
            {gap.answer !== null && ' · answered by a person'}
          </p>
        </div>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={opened}
          aria-controls={detailsId}
          onClick={() => setOpened(!opened)}
        >
          {opened ? 'Hide examples' : 'Examples'}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onDismiss}>
          Not a gap
        </Button>
        <Button size="compact-xs" variant="light" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={write}>
          {gap.answer === null ? 'Write an entry' : 'Entry from the answer'}
        </Button>
      </div>
      <Collapse id={detailsId} expanded={opened} transitionDuration={0}>
        <ul className={classes.examples}>
          {gap.examples.map((example) => (
            <li key={example.message_id}>
              <button
                type="button"
                className={classes.example}
                onClick={() => goToThread(desk, example.contact_id, example.message_id)}
              >
                <span className="outside" dir="auto">
                  {visibleControls(example.question)}
                </span>
                <span className="hint">{shortTime(example.at, now)}</span>
                <IconArrowRight size={14} stroke={1.75} aria-label="Go to the conversation" />
              </button>
              {example.answer !== null && (
                <p className={`${classes.given ?? ''} outside`} dir="auto">
                  {visibleControls(example.answer)}
                </p>
              )}
            </li>
          ))}
        </ul>
      </Collapse>
    </li>
  );
}
