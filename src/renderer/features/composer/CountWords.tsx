import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { MAX_BODY } from '../../../shared/message-limit';
import classes from './Composer.module.css';
import { countSegments } from './count-segments';

/** Segments are counted when the typing pauses for so long, since that is slow; the length is shown at once. */
const PAUSE_MS = 150;

/** How long the text is, in how many segments it travels, and what makes it longer than it need be. */
export function CountWords({ text, asSms }: { readonly text: string; readonly asSms: boolean }) {
  const written = text.trim();
  const [settled] = useDebouncedValue(written, PAUSE_MS);
  const count = useMemo(() => (asSms && settled !== '' ? countSegments(settled) : null), [asSms, settled]);
  if (written === '') return <span className={classes.count} />;
  const number = new Intl.NumberFormat();
  const tooLong = written.length > MAX_BODY;
  const parts = [
    `${number.format(written.length)} / ${number.format(MAX_BODY)}`,
    ...(count ? [count.segments === 1 ? '1 segment' : `${count.segments} segments`, count.encoding] : []),
  ];
  return (
    <span
      className={classes.count}
      data-bad={tooLong || undefined}
      title={
        count?.forcedBy ? `“${count.forcedBy}” does not fit GSM-7, so each segment holds 70 characters only` : undefined
      }
    >
      {tooLong && <strong>Too long </strong>}
      {parts.join(' · ')}
    </span>
  );
}
