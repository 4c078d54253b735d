import { Button, Menu, Modal } from '@mantine/core';
import { IconAlertCircle, IconCalendarClock, IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import type { Message } from '../../../shared/domain';
import { fullTime, whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { newestOf } from './arrived-since';
import { TimeForm } from '../thread/TimeForm';
import { SCHEDULE_HINT } from './SendMenu';
import classes from './WaitingState.module.css';

/** Which message, and where it stands. */
interface Place {
  readonly message: Message;
  readonly address: string;
  readonly contactId: string;
}

/** What can be done with a message that has not been sent: while it is held, until its time, or after it was called off. */
export function WaitingState(place: Place) {
  const { message } = place;
  if (message.status === 'failed') return <CalledOff {...place} />;
  return message.held ? <Held {...place} /> : <Scheduled {...place} />;
}

function useWaiting({ message, address, contactId }: Place) {
  const { drafts, state, ui } = useDesk();
  const command = useCommand();
  const job = { contact_id: contactId, address, message_id: message._id };
  return {
    discard: () =>
      void command('message.withdraw', job).then((withdrawn) => {
        if (withdrawn) ui.setState({ announcement: 'Discarded, not sent' });
      }),
    sendNow: () => void command('message.send-now', job),
    reschedule: (at: Date) => void command('message.reschedule', { ...job, sendAt: at.toISOString() }),
    /** The text goes back into the composer. */
    takeBack: () =>
      void command('message.withdraw', job).then((withdrawn) => {
        if (!withdrawn) return;
        drafts.putBack(contactId, withdrawn, newestOf(state.getState().thread?.messages ?? []));
        ui.setState(({ wishesToWrite }) => ({
          composing: 'reply',
          wishesToWrite: wishesToWrite + 1,
          announcement: 'Taken back, not sent',
        }));
      }),
  };
}

function Held(place: Place) {
  const { takeBack } = useWaiting(place);
  const now = useNow(250);
  const seconds = Math.max(0, Math.ceil((Date.parse(place.message.sendAt ?? '') - now) / 1000));
  return (
    <span className={classes.state}>
      <IconHourglass size={13} stroke={1.75} aria-hidden />
      <span role="timer" aria-live="off">{`Sends in ${seconds} s`}</span>
      <Button size="compact-xs" variant="light" onClick={takeBack}>
        Undo
      </Button>
    </span>
  );
}

function Scheduled(place: Place) {
  const { sendNow, takeBack, reschedule } = useWaiting(place);
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const sendAt = place.message.sendAt ?? '';
  return (
    <span className={classes.state}>
      <IconCalendarClock size={13} stroke={1.75} aria-hidden />
      <time dateTime={sendAt} title={fullTime(sendAt)}>{`Sends ${whenWords(sendAt, now)}`}</time>
      <Menu position="bottom-end" shadow="md" width={200}>
        <Menu.Target>
          <Button size="compact-xs" variant="light">
            Change
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={sendNow}>Send now</Menu.Item>
          <Menu.Item onClick={() => setAsking(true)}>Another time…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-xs" variant="subtle" onClick={takeBack}>
        Cancel
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Send at another time" centered>
        <TimeForm
          action="Change"
          hint={SCHEDULE_HINT}
          begin={new Date(sendAt)}
          onChosen={(at) => {
            setAsking(false);
            reschedule(at);
          }}
        />
      </Modal>
    </span>
  );
}

function CalledOff(place: Place) {
  const { sendNow, takeBack, discard } = useWaiting(place);
  const why = (place.message.error?.message ?? '').replace(/\.$/, '');
  return (
    <span className={classes.state}>
      <span className={classes.off}>
        <IconAlertCircle size={13} stroke={2} aria-hidden />
        {`Not sent: ${why.charAt(0).toLowerCase()}${why.slice(1)}`}
      </span>
      <Button size="compact-xs" variant="light" onClick={sendNow}>
        Send anyway
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={takeBack}>
        Edit
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={discard}>
        Discard
      </Button>
    </span>
  );
}
