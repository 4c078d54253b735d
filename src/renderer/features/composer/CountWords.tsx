import { MAX_BODY } from '../../../shared/message-limit';
import { formatNumber } from '../../components/formats';
import classes from './Composer.module.css';
import type { SegmentCount } from './count-segments';

/** How long the text is, and in how many segments it travels. */
export function CountWords({ text, count }: { readonly text: string; readonly count: SegmentCount | null }) {
  const { length } = text.trim();
  if (length === 0) return <span className={classes.count} />;
  const tooLong = length > MAX_BODY;
  const parts = [
    `${formatNumber(length)} / ${formatNumber(MAX_BODY)}`,
    ...(count ? [count.segments === 1 ? '1 segment' : `${count.segments} segments`, count.encoding] : []),
  ];
  return (
    <span className={classes.count} data-bad={tooLong || undefined}>
      {tooLong && <strong>Too long </strong>}
      {parts.join(' · ')}
    </span>
  );
}
