import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import { visibleControls } from '../../shared/visible-controls';
import classes from './WordDiff.module.css';

/** Longest text that is told apart word by word, in UTF-16 units: what is longer would take its time. */
const LONGEST = 4_000;

/**
 * One of two texts with the words marked that the other one does not have. Texts that have nothing in common stand without
 * marks: everything would be marked.
 */
export function WordDiff(props: {
  readonly before: string;
  readonly after: string;
  /** Which of the two is shown. */
  readonly side: 'before' | 'after';
}) {
  const { before, after, side } = props;
  const pieces = useMemo(() => piecesOf(before, after, side), [before, after, side]);
  return (
    <div className={classes.text} dir="auto">
      {pieces.map(({ text, isOwn }, n) =>
        !isOwn ? (
          text
        ) : side === 'before' ? (
          <del key={n} className={classes.gone}>
            {text}
          </del>
        ) : (
          <ins key={n} className={classes.come}>
            {text}
          </ins>
        ),
      )}
    </div>
  );
}

interface Piece {
  readonly text: string;
  /** Whether only this side has it. */
  readonly isOwn: boolean;
}

function piecesOf(before: string, after: string, side: 'before' | 'after'): readonly Piece[] {
  const [a, b] = [visibleControls(before), visibleControls(after)];
  const shown = side === 'before' ? a : b;
  if (a.length > LONGEST || b.length > LONGEST || a.trim() === b.trim()) return [{ text: shown, isOwn: false }];
  const changes = diffWordsWithSpace(a, b);
  if (!changes.some(({ added, removed, value }) => !added && !removed && /[\p{L}\p{N}]/u.test(value))) {
    return [{ text: shown, isOwn: false }];
  }
  return changes
    .filter(({ added, removed }) => (side === 'before' ? !added : !removed))
    .map(({ value, added, removed }) => ({ text: value, isOwn: added || removed }));
}
