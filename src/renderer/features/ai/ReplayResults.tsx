import { Button } from '@mantine/core';
import type { ReplayAnswer, ReplayItem, ReplayRun } from '../../../shared/replay';
import { visibleControls } from '../../../shared/visible-controls';
import { ChannelIcon } from '../../components/ChannelIcon';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { WordDiff } from '../../components/WordDiff';
import { useDesk } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import classes from './AiPage.module.css';
import { differs, runWords, textOf } from './replay-words';
import { Nothing } from './Section';

/** What the AI answers to past questions now, beside what was said then; what a change makes different comes first. */
export function ReplayResults({ run }: { readonly run: ReplayRun }) {
  const hasChange = run.change.instructions !== null || run.change.entry !== null;
  const answered = run.items.filter(({ present }) => present !== null);
  const items = [...answered.filter(differs), ...answered.filter((item) => !differs(item))];
  if (!run.isRunning && run.total === 0 && run.stopped === null) {
    return <Nothing>No past question fits. Texts of customers are answered again here once there are some.</Nothing>;
  }
  return (
    <>
      {run.stopped !== null && <Nothing>{run.stopped}</Nothing>}
      <p className={classes.found}>{runWords(run)}</p>
      <ol className={classes.pairs} aria-label="Past questions answered again">
        {items.map((item) => (
          <Again key={item.message_id} item={item} hasChange={hasChange} />
        ))}
      </ol>
    </>
  );
}

function Again({ item, hasChange }: { readonly item: ReplayItem; readonly hasChange: boolean }) {
  const desk = useDesk();
  const now = useNow();
  const said = item.said.map(({ text }) => text).join('\n');
  const by = item.said[0]?.by;
  const present = textOf(item.present);
  const changed = textOf(item.changed);
  return (
    <li className={classes.pair}>
      <div className={classes.pairHead}>
        <ChannelIcon type={item.communication_type} size={14} />
        <bdi className={classes.person}>{item.name}</bdi>
        <span className="dim">{whenWords(item.at, now)}</span>
        <Button
          size="compact-xs"
          variant="subtle"
          className={classes.open ?? ''}
          aria-label={`Open the conversation with ${item.name}`}
          onClick={() => goToThread(desk, item.contact_id, item.message_id)}
        >
          Open
        </Button>
      </div>
      <p className={`${classes.question ?? ''} outside`} dir="auto">
        {visibleControls(item.question)}
      </p>
      <div className={classes.sides} data-three={hasChange || undefined}>
        <div className={classes.side}>
          <p className={classes.sideName}>
            {by === undefined ? 'Nobody answered' : by === 'ai' ? 'Said then, by the AI' : 'Said then, by a person'}
          </p>
          {by !== undefined && <p className={`${classes.plain ?? ''} outside`}>{visibleControls(said)}</p>}
        </div>
        <div className={classes.side} data-ai>
          <p className={classes.sideName}>{hasChange ? 'AI, as it is' : 'AI, now'}</p>
          {hasChange ? (
            <WordDiff before={present} after={item.changed === null ? present : changed} side="before" />
          ) : (
            <WordDiff before={by === 'ai' ? said : present} after={present} side="after" />
          )}
          <Remarks answer={item.present} />
        </div>
        {hasChange && (
          <div className={classes.side} data-ai>
            <p className={classes.sideName}>AI, with the change</p>
            <WordDiff before={present} after={changed} side="after" />
            <Remarks answer={item.changed} />
          </div>
        )}
      </div>
    </li>
  );
}

/** What else there is to an answer: that it hands over, and what the checks changed. */
function Remarks({ answer }: { readonly answer: ReplayAnswer | null }) {
  if (answer?.kind !== 'answer') return null;
  const remarks = [...(answer.handOff === null ? [] : [`Hands over: ${answer.handOff}`]), ...answer.changed];
  return remarks.map((words) => (
    <p key={words} className={`${classes.remark ?? ''} outside`}>
      {visibleControls(words)}
    </p>
  ));
}
