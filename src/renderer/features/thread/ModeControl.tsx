import { SegmentedControl, Tooltip } from '@mantine/core';
import type { Mode, Thread } from '../../../shared/domain';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { whoWords } from '../../components/who-words';
import { useDeskState } from '../../store/desk-context';
import { useThreadCommands } from '../../store/use-thread-commands';
import classes from './ThreadHeader.module.css';

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'draft', label: 'Draft' },
  { value: 'off', label: 'Off' },
];

/** Who answers in this thread, who decided it and when. */
export function ModeControl({ thread }: { readonly thread: Thread }) {
  const { setMode } = useThreadCommands(thread._id);
  const defaultMode = useDeskState((state) => state.facts?.ai.defaultMode ?? 'off');
  const enabled = useDeskState((state) => state.facts?.ai.enabled ?? false);
  const now = useNow();
  const { mode } = thread;
  const who = mode ? `Set by ${whoWords(mode.by)} ${whenWords(mode.at, now)}` : 'As for every new conversation';
  return (
    <div className={classes.mode}>
      <Tooltip
        label={`Auto: the AI answers by itself. Draft: it writes, you send. Off: it stays out. ${who}.`}
        multiline
        w={280}
      >
        <SegmentedControl
          size="xs"
          withItemsBorders={false}
          aria-label="Who answers: AI mode"
          data={[...modes]}
          value={mode?.value ?? defaultMode}
          onChange={(value) => setMode(value)}
        />
      </Tooltip>
      <span className={classes.modeWho} data-off={!enabled || undefined}>
        {enabled ? who : 'AI is off everywhere'}
      </span>
    </div>
  );
}
