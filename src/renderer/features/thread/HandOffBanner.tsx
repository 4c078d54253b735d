import { Button } from '@mantine/core';
import { IconUserExclamation } from '@tabler/icons-react';
import type { Thread } from '../../../shared/domain';
import { visibleControls } from '../../../shared/visible-controls';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useThreadCommands } from '../../store/use-thread-commands';
import classes from './HandOffBanner.module.css';

/** Why a person is needed here, and the way back to the AI. */
export function HandOffBanner({ thread }: { readonly thread: Thread }) {
  const { handBack } = useThreadCommands(thread._id);
  const now = useNow();
  if (!thread.needsHuman) return null;
  const { reason, since, summary } = thread.needsHuman;
  return (
    <div className={classes.banner} role="note">
      <IconUserExclamation size={16} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        <strong>Needs a person</strong> since {whenWords(since, now).replace(/^at /, '')}:{' '}
        <bdi>{visibleControls(reason)}</bdi>
        {summary !== undefined && <bdi className={classes.summary}>{visibleControls(summary)}</bdi>}
      </span>
      <Button size="compact-xs" variant="default" onClick={handBack}>
        Hand back to AI
      </Button>
    </div>
  );
}
