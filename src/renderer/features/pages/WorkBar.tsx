import { Button, Progress, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatNumber } from '../../components/formats';
import classes from './WorkBar.module.css';
import type { LongWorkHere } from './use-work';

/** Work that is over sooner than this is not shown: it would only flicker. */
const QUIET_MS = 300;

/** How far a long work has come, with a way to stop it. */
export function WorkBar({ words, work }: { readonly words: string; readonly work: LongWorkHere }) {
  const { progress } = work;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown || progress === null) return null;
  const percent = progress === 'unknown' ? 0 : (100 * progress.done) / Math.max(1, progress.total);
  return (
    <div className={classes.bar} role="group" aria-label={words}>
      <Text size="sm">{words}</Text>
      <Progress className={classes.line ?? ''} value={percent} aria-label={words} transitionDuration={0} />
      <Text size="xs" className={classes.count ?? ''}>
        {progress !== 'unknown' && `${formatNumber(progress.done)} of ${formatNumber(progress.total)}`}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => work.stop()}>
        Stop
      </Button>
    </div>
  );
}
