import { MAX_BODY, MAX_TEXT } from '../../../shared/message-limit';
import { splitText } from '../../../shared/split-text';
import { formatNumber } from '../../components/formats';
import classes from './Composer.module.css';
import type { SegmentCount } from './count-segments';

/** How long the text is, as how many messages it goes out, and in how many segments it travels. */
export function CountWords({ text, count }: { readonly text: string; readonly count: SegmentCount | null }) {
  const { length } = text.trim();
  if (length === 0) return <span className={classes.count} />;
  const tooLong = length > MAX_TEXT;
  const isSplit = length > MAX_BODY && !tooLong;
  const parts = [
    ...(isSplit
      ? [formatNumber(length)]
      : [`${formatNumber(length)} / ${formatNumber(tooLong ? MAX_TEXT : MAX_BODY)}`]),
    ...(count ? [count.segments === 1 ? '1 segment' : `${count.segments} segments`, count.encoding] : []),
  ];
  return (
    <span className={classes.count} data-bad={tooLong || undefined}>
      {tooLong && <strong>Too long </strong>}
      {isSplit && <strong>{`Goes out as ${splitText(text).length} messages `}</strong>}
      {parts.join(' · ')}
    </span>
  );
}
