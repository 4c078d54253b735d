import { IconSchool } from '@tabler/icons-react';
import type { Message } from '../../../shared/domain';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './Knowledge.module.css';
import { teach } from './teach';

/** “Correct and teach”: opens the editor with the customer's question and what was sent in its place. */
export function TeachButton(props: {
  readonly message: Message;
  readonly contactId: string;
  readonly address: string;
}) {
  const { message, contactId, address } = props;
  const desk = useDesk();
  const command = useCommand();
  return (
    <button
      type="button"
      className={classes.teach}
      onClick={() => void teach(desk, command, { contact_id: contactId, address, message_id: message._id })}
    >
      <IconSchool size={13} stroke={1.75} aria-hidden />
      Correct and teach
    </button>
  );
}
