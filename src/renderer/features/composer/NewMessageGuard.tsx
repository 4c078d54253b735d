import { IconMessageExclamation } from '@tabler/icons-react';
import type { Message } from '../../../shared/domain';
import { mediaWords } from '../../../shared/preview';
import { visibleControls } from '../../../shared/visible-controls';
import { SendGuard } from './SendGuard';
import classes from './SendGuard.module.css';

/** How many of the newest messages are shown. */
const SHOWN = 3;

/** Shows what has arrived since the text was begun, before it is sent. */
export function NewMessageGuard(props: {
  readonly arrived: readonly Message[];
  readonly onSend: () => void;
  readonly onWriteOn: () => void;
}) {
  const { arrived, ...ways } = props;
  return (
    <SendGuard
      icon={<IconMessageExclamation size={16} stroke={1.75} aria-hidden />}
      title={arrived.length === 1 ? '1 new message, review' : `${arrived.length} new messages, review`}
      {...ways}
    >
      {arrived.slice(-SHOWN).map((message) => (
        <p key={message._id} className={classes.message} dir="auto">
          {message.sender === 'ai' && <span className={classes.who}>AI: </span>}
          {visibleControls(message.content) || mediaWords((message.media ?? []).map((item) => item.contentType))}
        </p>
      ))}
    </SendGuard>
  );
}
