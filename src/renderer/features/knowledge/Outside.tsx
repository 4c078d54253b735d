import { visibleControls } from '../../../shared/visible-controls';
import classes from './Knowledge.module.css';

/** A text from outside, as it is read. */
export function Outside({ text }: { readonly text: string }) {
  return (
    <p className={`${classes.text ?? ''} outside`} dir="auto">
      {visibleControls(text)}
    </p>
  );
}
