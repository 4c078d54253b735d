import { useDesk, useUi } from '../../store/desk-context';
import classes from './Composer.module.css';

/** Says what Enter does in the text box, and changes it. */
export function EnterHint() {
  const { ui } = useDesk();
  const enterSends = useUi((state) => state.enterSends);
  return (
    <button
      type="button"
      className={classes.keyHint}
      onClick={() => ui.setState({ enterSends: !enterSends })}
      title="Change what Enter does"
    >
      {enterSends ? 'Enter sends, Shift+Enter: new line' : 'Ctrl/⌘+Enter sends, Enter: new line'}
    </button>
  );
}
