import { IconSparkles } from '@tabler/icons-react';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './DraftStrip.module.css';

/** A draft of the AI that is still being written: nothing of it is kept until it is done. */
export function WritingStrip({ soFar }: { readonly soFar: string }) {
  return (
    <div className={classes.draft} role="group" aria-label="Draft by the AI" aria-busy>
      <div className={classes.head}>
        <span className={classes.who}>
          <IconSparkles size={14} stroke={1.75} aria-hidden /> AI is writing…
        </span>
      </div>
      <p dir="auto" className={classes.body}>
        {visibleControls(soFar)}
      </p>
    </div>
  );
}
