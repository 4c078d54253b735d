import { IconArrowDownLeft, IconArrowUpRight, IconMessages } from '@tabler/icons-react';
import { memo } from 'react';
import type { MessageView } from '../../../shared/simulator-contract';
import { Empty } from '../../components/Empty';
import { timeOfDay } from '../../components/time-words';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './lists.module.css';
import { useModel } from './simulator-context';
import { Tone, type ToneName } from './Tone';

/** How many of the newest are drawn. */
const SHOWN = 100;

/** Twilio's list of messages, newest first. */
export function MessageList() {
  const messages = useModel((model) => model.messages);
  if (messages.length === 0) {
    return (
      <Empty icon={<IconMessages size={32} stroke={1.5} />} title="No messages yet">
        Everything that phones and console send to each other is kept here, as Twilio keeps it.
      </Empty>
    );
  }
  return (
    <ul className={classes.list} aria-label="Messages that Twilio keeps">
      {messages
        .slice(-SHOWN)
        .reverse()
        .map((message) => (
          <MessageLine key={message.sid} message={message} />
        ))}
    </ul>
  );
}

const MessageLine = memo(function MessageLine({ message }: { readonly message: MessageView }) {
  const { direction, body, media, status, errorCode, from, to, sid, at } = message;
  const Arrow = direction === 'inbound' ? IconArrowDownLeft : IconArrowUpRight;
  const files = media.length === 0 ? '' : media.length === 1 ? '1 file' : `${media.length} files`;
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <Arrow size={14} aria-label={direction === 'inbound' ? 'To us' : 'From us'} />
        <time className="dim" dateTime={at}>
          {timeOfDay(at)}
        </time>
        <span className={`${classes.grow} oneLine`}>{visibleControls(body) || files}</span>
        <Tone tone={toneOf(message)}>{errorCode === null ? status : `${status} ${errorCode}`}</Tone>
      </div>
      <div className={classes.second}>
        {visibleControls(from)} → {visibleControls(to)} · {sid.slice(0, 8)}…
        {files !== '' && body !== '' && ` · ${files}`}
      </div>
    </li>
  );
});

function toneOf({ status }: MessageView): ToneName {
  if (status === 'failed' || status === 'undelivered') return 'bad';
  return ['delivered', 'read', 'received'].includes(status) ? 'good' : 'quiet';
}
