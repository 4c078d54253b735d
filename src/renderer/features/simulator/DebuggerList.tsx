import { IconMoodSmile } from '@tabler/icons-react';
import { Empty } from '../../components/Empty';
import { timeOfDay } from '../../components/time-words';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './lists.module.css';
import { useModel } from './simulator-context';
import { Tone } from './Tone';

/** What Twilio's debugger would show, newest first. */
export function DebuggerList() {
  const lines = useModel((model) => model.debugger);
  if (lines.length === 0) {
    return (
      <Empty icon={<IconMoodSmile size={32} stroke={1.5} />} title="No errors">
        When Twilio cannot reach the console, or cannot read its answer, it says so here.
      </Empty>
    );
  }
  return (
    <ul className={classes.list} aria-label="Errors that Twilio noted">
      {lines.toReversed().map(({ id, at, level, code, message, about }) => (
        <li key={id} className={classes.item}>
          <div className={classes.line}>
            <time className="dim" dateTime={at}>
              {timeOfDay(at)}
            </time>
            <span className={classes.grow}>{visibleControls(message)}</span>
            <Tone tone={level === 'error' ? 'bad' : 'warn'}>{code}</Tone>
          </div>
          <div className={classes.second}>{visibleControls(about)}</div>
        </li>
      ))}
    </ul>
  );
}
