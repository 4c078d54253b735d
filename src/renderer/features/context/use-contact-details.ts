import { useEffect, useState } from 'react';
import type { ContactDetails } from '../../../shared/contract/contacts-contract';
import type { Row } from '../../../shared/ipc-contract';
import { useDesk } from '../../store/desk-context';

/** Gives what is known of a person beyond their thread, read anew whenever something happens to them. */
export function useContactDetails({ thread, contact }: Row): ContactDetails | null {
  const { ask } = useDesk();
  const [known, setKnown] = useState<{ readonly id: string; readonly details: ContactDetails } | null>(null);
  const id = contact._id;
  useEffect(() => {
    let isOver = false;
    // Without an answer the pane shows what the thread says; the next message asks again.
    ask('contact.read', { contact_id: id }).then(
      (details) => !isOver && setKnown({ id, details }),
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [ask, id, contact.updatedAt, thread.last?.message_id, thread.messageCount]);
  return known?.id === id ? known.details : null;
}
