import { IconApi } from '@tabler/icons-react';
import { Empty } from '../../components/Empty';
import { timeOfDay } from '../../components/time-words';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './lists.module.css';
import { useModel } from './simulator-context';
import { Tone } from './Tone';

/** How many of the newest are drawn. */
const SHOWN = 100;

/** The console's requests to Twilio's API, newest first. */
export function RestList() {
  const requests = useModel((model) => model.rest);
  if (requests.length === 0) {
    return (
      <Empty icon={<IconApi size={32} stroke={1.5} />} title="Nothing asked yet">
        Reply from the console: the message it creates through Twilio’s API appears here.
      </Empty>
    );
  }
  return (
    <ul className={classes.list} aria-label="Requests to Twilio’s API">
      {requests
        .slice(-SHOWN)
        .reverse()
        .map(({ id, at, method, path, statusCode, errorCode }) => (
          <li key={id} className={classes.item}>
            <div className={classes.line}>
              <time className="dim" dateTime={at}>
                {timeOfDay(at)}
              </time>
              <span className={`${classes.grow} oneLine`} title={path}>
                {method} {visibleControls(path.replace(/^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}/, '…'))}
              </span>
              <Tone tone={statusCode >= 200 && statusCode < 400 ? 'good' : 'bad'}>
                {statusCode === 0 ? 'no answer' : `${statusCode}${errorCode === null ? '' : ` (${errorCode})`}`}
              </Tone>
            </div>
          </li>
        ))}
    </ul>
  );
}
