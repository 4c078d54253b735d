import { Fragment } from 'react';
import type { Matcher } from '../../../shared/search/matcher';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './SearchPane.module.css';

/** A text with what was searched for marked in it: text, and nothing else. */
export function Marked({ text, matcher }: { readonly text: string; readonly matcher: Matcher }) {
  const pieces = [];
  let from = 0;
  for (const { start, end } of matcher.ranges(text)) {
    pieces.push(
      <Fragment key={start}>
        {visibleControls(text.slice(from, start))}
        <mark className={classes.mark}>{visibleControls(text.slice(start, end))}</mark>
      </Fragment>,
    );
    from = end;
  }
  return (
    <>
      {pieces}
      {visibleControls(text.slice(from))}
    </>
  );
}
