import { Button } from '@mantine/core';
import { IconLetterCase } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { replaceAllCharacters, replaceCharacter, replacementFor } from '../../../shared/text-replacements';
import type { SegmentCount } from './count-segments';
import classes from './EncodingHint.module.css';

/**
 * Names the first character that makes a text travel in UCS-2, shows where it stands, and offers what can stand for it.
 */
export function EncodingHint(props: {
  readonly count: SegmentCount | null;
  readonly text: string;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (text: string) => void;
}) {
  const { count, text, box, onChange } = props;
  // The count lags behind the typing: what is gone already is not named.
  const forcing = (count?.forcedBy ?? []).filter((character) => text.includes(character));
  const replaceable = forcing.filter((character) => replacementFor(character).by !== null);
  const first = replaceable[0] ?? forcing[0];
  if (first === undefined) return null;
  const replacement = replacementFor(first);
  const { name, by } = replacement;
  const show = () => {
    const at = text.indexOf(first);
    box.current?.focus();
    box.current?.setSelectionRange(at, at + first.length);
  };
  const change = (next: string) => {
    onChange(next);
    box.current?.focus();
  };
  return (
    <div className={classes.hint} role="note">
      <IconLetterCase size={16} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        <button type="button" className={classes.character} title="Show it in the text" onClick={show}>
          <mark>{visible(first)}</mark> {name}
        </button>{' '}
        makes this travel as UCS-2: 70 characters to the segment in place of 160.
      </span>
      {by !== null && (
        <Button size="compact-xs" variant="light" onClick={() => change(replaceCharacter(text, replacement))}>
          {by === '' ? 'Remove it' : by.trim() === '' ? 'Replace by a space' : `Replace by ${by}`}
        </Button>
      )}
      {replaceable.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={() => change(replaceAllCharacters(text, replaceable))}>
          {`Replace all ${replaceable.length}`}
        </Button>
      )}
    </div>
  );
}

/** Spaces and signs without a shape of their own are shown by a sign for them. */
function visible(character: string): string {
  return /^[\s\p{Cf}\p{Cc}]+$/u.test(character) ? '␣' : character;
}
