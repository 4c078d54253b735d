import { Button } from '@mantine/core';
import { IconMessageExclamation } from '@tabler/icons-react';
import type { Message } from '../../../shared/domain';
import { mediaWords } from '../../../shared/preview';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './NewMessageGuard.module.css';

/** How many of the newest messages are shown. */
const SHOWN = 3;

/** Shows what has arrived since the text was begun, before it is sent. */
export function NewMessageGuard(props: {
  readonly arrived: readonly Message[];
  readonly onSend: () => void;
  readonly onWriteOn: () => void;
}) {
  const { arrived } = props;
  return (
    <div className={classes.guard} role="alert">
      <IconMessageExclamation size={16} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <strong>{arrived.length === 1 ? '1 new message, review' : `${arrived.length} new messages, review`}</strong>
        {arrived.slice(-SHOWN).map((message) => (
          <p key={message._id} className={classes.message} dir="auto">
            {message.sender === 'ai' && <span className={classes.who}>AI: </span>}
            {visibleControls(message.content) || mediaWords((message.media ?? []).map((item) => item.contentType))}
          </p>
        ))}
      </div>
      <Button size="compact-xs" variant="light" onClick={props.onWriteOn}>
        Write on
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={props.onSend}>
        Send as it is
      </Button>
    </div>
  );
}
