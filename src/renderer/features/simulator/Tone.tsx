import type { ReactNode } from 'react';
import classes from './Tone.module.css';

export type ToneName = 'good' | 'quiet' | 'warn' | 'bad';

/** A word with the colour of how good it is; the word says it too. */
export function Tone({ tone, children }: { readonly tone: ToneName; readonly children: ReactNode }) {
  return (
    <span className={classes.tone} data-tone={tone}>
      {children}
    </span>
  );
}
