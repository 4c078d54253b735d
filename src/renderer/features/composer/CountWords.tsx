import { MAX_BODY } from '../../../shared/ipc-contract';
import classes from './Composer.module.css';
import type { TextCount } from './count-text';

/** How long the text is, in how many segments it travels, and what makes it longer than it need be. */
export function CountWords({ count }: { readonly count: TextCount }) {
  const { length, tooLong, segments, encoding, forcedBy } = count;
  if (length === 0) return <span className={classes.count} />;
  const number = new Intl.NumberFormat();
  const parts = [
    `${number.format(length)} / ${number.format(MAX_BODY)}`,
    ...(segments === null ? [] : [segments === 1 ? '1 segment' : `${segments} segments`]),
    ...(encoding === null ? [] : [encoding]),
  ];
  return (
    <span
      className={classes.count}
      data-bad={tooLong || undefined}
      title={
        forcedBy === null ? undefined : `“${forcedBy}” does not fit GSM-7, so each segment holds 70 characters only`
      }
    >
      {tooLong && <strong>Too long </strong>}
      {parts.join(' · ')}
    </span>
  );
}
