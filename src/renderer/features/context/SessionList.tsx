import type { Session } from '../../../shared/domain';
import { ChannelIcon } from '../../components/ChannelIcon';
import { dayWords, durationWords, fullTime, timeOfDay } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { visibleControls } from '../../../shared/visible-controls';
import { useDesk } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import classes from './ContextPane.module.css';

/** The sessions of a person, the newest first; each opens in the thread where it begins. */
export function SessionList(props: {
  readonly contactId: string;
  readonly sessions: readonly Session[];
  readonly total: number;
}) {
  const { contactId, sessions, total } = props;
  const desk = useDesk();
  const now = useNow();
  if (sessions.length === 0) return <p className={classes.hint}>None yet</p>;
  return (
    <>
      <ul className={classes.sessions}>
        {sessions.map((session) => (
          <li key={session._id}>
            <button
              type="button"
              className={classes.session}
              title={fullTime(session.metadata.firstMessageAt)}
              onClick={() => goToThread(desk, contactId, session._id)}
            >
              <ChannelIcon type={session.communication_type} />
              <span className={classes.sessionText}>
                <span className="outside">{visibleControls(session.title)}</span>
                <span className={classes.hint}>
                  {dayWords(session.metadata.firstMessageAt, now)}, {timeOfDay(session.metadata.firstMessageAt)} ·{' '}
                  {session.message_count === 1 ? '1 message' : `${session.message_count} messages`}
                  {callWords(session)}
                  {session.status === 'closed' && ' · closed'}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {total > sessions.length && (
        <p className={classes.hint}>{total - sessions.length} older ones are on the page Sessions</p>
      )}
    </>
  );
}

function callWords({ call }: Session): string {
  return call?.durationSeconds == null ? '' : ` · ${durationWords(call.durationSeconds * 1000)}`;
}
