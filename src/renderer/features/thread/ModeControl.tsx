import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import type { Mode, ModeChoice, Thread } from '../../../shared/domain';
import { modeOf } from '../../../shared/views';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { whoWords } from '../../components/who-words';
import { useDeskState } from '../../store/desk-context';
import { momentWords } from './snooze-times';
import { useThreadCommands } from '../../store/use-thread-commands';
import classes from './ThreadHeader.module.css';

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'draft', label: 'Draft' },
  { value: 'off', label: 'Off' },
];

/** Who answers in this thread, who decided it, when and until when, with the way back to the AI. */
export function ModeControl({ thread }: { readonly thread: Thread }) {
  const { setMode, handBack } = useThreadCommands(thread._id);
  const defaultMode = useDeskState((state) => state.facts?.ai.defaultMode ?? 'off');
  const enabled = useDeskState((state) => state.facts?.ai.enabled ?? false);
  const now = useNow();
  const { mode } = thread;
  const who = mode ? modeWords(mode, now) : 'Default for new conversations';
  // Where a person is needed, the banner that says so offers it.
  const canHandBack = mode?.until !== undefined && thread.needsHuman === null;
  return (
    <div className={classes.mode}>
      <Tooltip
        label={`Auto: the AI answers by itself. Draft: it writes, you send. Off: it stays out. ${who}.`}
        multiline
        w={280}
      >
        <SegmentedControl
          className={classes.modes ?? ''}
          size="xs"
          withItemsBorders={false}
          aria-label="Who answers: AI mode"
          data={[...modes]}
          value={modeOf(thread, { defaultMode })}
          onChange={(value) => setMode(value)}
        />
      </Tooltip>
      <span className={classes.modeLine}>
        <span className={classes.modeWho} data-off={!enabled || undefined}>
          {enabled ? who : 'AI is off everywhere'}
        </span>
        {canHandBack && (
          <Button className={classes.handBack ?? ''} size="compact-xs" variant="subtle" onClick={handBack}>
            Hand back to AI
          </Button>
        )}
      </span>
    </div>
  );
}

/** Who set the mode and when, or until when where it was taken over for a while. */
function modeWords({ by, at, until }: ModeChoice, now: number): string {
  const who = whoWords(by);
  if (!until) return `Set by ${who} ${whenWords(at, now)}`;
  const taken = `${who.charAt(0).toUpperCase()}${who.slice(1)} took over`;
  return until.at === null
    ? `${taken} ${whenWords(at, now).replace(/^at /, '')}`
    : `${taken} until ${momentWords(new Date(until.at), now)}`;
}
