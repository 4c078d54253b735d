import { ChannelIcon, channelWord } from '../../components/ChannelIcon';
import { durationWords, fullTime, timeOfDay } from '../../components/time-words';
import { SessionMenu } from './SessionMenu';
import type { TimelineItem } from './timeline-items';
import classes from './Divider.module.css';

type SessionItem = Extract<TimelineItem, { kind: 'session' }>;

/** Where a session begins or goes on, with what can be done with it. */
export function SessionDivider({ item, address }: { readonly item: SessionItem; readonly address: string }) {
  const { session } = item;
  const words = `${channelWord(session.communication_type)} · ${howWords(item)}`;
  return (
    <div className={classes.session} role="group" aria-label={words}>
      <span className={classes.line} aria-hidden />
      <span className={classes.words} title={`${session.title}, since ${fullTime(session.metadata.firstMessageAt)}`}>
        <ChannelIcon type={session.communication_type} size={13} />
        {words}
        {session.status === 'closed' && <span className={classes.closed}>closed</span>}
      </span>
      <SessionMenu session={session} address={address} previousId={item.previousId} />
      <span className={classes.line} aria-hidden />
    </div>
  );
}

function howWords({ how, pauseMs, session }: SessionItem): string {
  if (how === 'resumed' && pauseMs !== null) return `resumed after ${durationWords(pauseMs)}`;
  return how === 'continued' ? 'continued' : `started ${timeOfDay(session.metadata.firstMessageAt)}`;
}
