import { IconSparkles } from '@tabler/icons-react';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './DraftStrip.module.css';

/** A draft of the AI that is still being written: nothing of it is kept until it is done. */
export function WritingStrip({ soFar }: { readonly soFar: string }) {
  return (
    <div className={classes.draft} role="group" aria-label="Draft by the AI" aria-busy>
      <div className={classes.head}>
        <BeingWritten />
      </div>
      <p dir="auto" className={classes.body} data-unchecked>
        {visibleControls(soFar)}
      </p>
    </div>
  );
}

/** Says that what is seen growing has passed none of the checks that an answer goes through once it is whole. */
export function BeingWritten() {
  return (
    <>
      <span className={classes.who}>
        <IconSparkles size={14} stroke={1.75} aria-hidden /> AI is writing…
      </span>
      <span className={classes.why}>not checked yet, so it may still change</span>
    </>
  );
}
