import { useDesk, useUi } from '../../store/desk-context';
import classes from './Composer.module.css';

/** Says what Enter does in the text box, and changes it. */
export function EnterHint({ does = 'sends' }: { readonly does?: 'sends' | 'adds the note' }) {
  const { ui } = useDesk();
  const enterSends = useUi((state) => state.enterSends);
  return (
    <button
      type="button"
      className={classes.keyHint}
      onClick={() => ui.setState({ enterSends: !enterSends })}
      title="Change what Enter does"
    >
      {enterSends ? `Enter ${does}, Shift+Enter: new line` : `Ctrl/⌘+Enter ${does}, Enter: new line`}
    </button>
  );
}
