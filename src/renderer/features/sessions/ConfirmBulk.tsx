import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { BulkAction } from '../../../shared/contract/sessions-contract';
import { sessionsWords } from './session-words';

interface Asking {
  readonly action: BulkAction;
  readonly ids: readonly string[];
}

const words: Readonly<
  Record<
    BulkAction,
    { title: (what: string) => string; consequence: (one: boolean) => string; button: (some: string) => string }
  >
> = {
  close: {
    title: (what) => `Close ${what}?`,
    consequence: () => 'The next message of the customer then begins a new session.',
    button: (some) => `Close${some}`,
  },
  reopen: {
    title: (what) => `Open ${what} again?`,
    consequence: (one) => `A message that comes soon goes on in ${one ? 'it' : 'them'} instead of beginning a new one.`,
    button: (some) => `Open${some} again`,
  },
  delete: {
    title: (what) => `Delete ${what}?`,
    consequence: (one) =>
      `The messages in ${one ? 'it' : 'them'} will be removed from this console. Twilio keeps its own records.`,
    button: (some) => `Delete${some}`,
  },
};

/** Asks before something is done to sessions. */
export function ConfirmBulk(props: {
  readonly asking: Asking | null;
  /** How many of them it changes; null where that is not known. */
  readonly changes: number | null;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}) {
  const { asking, onCancel, onConfirm } = props;
  // While it fades away it still says what it asked.
  const [last, setLast] = useState<Asking | null>(asking);
  if (asking && asking !== last) setLast(asking);
  const count = last?.ids.length ?? 0;
  const { title, consequence, button } = words[last?.action ?? 'close'];
  return (
    <Modal
      opened={asking !== null}
      onClose={onCancel}
      title={title(sessionsWords(count))}
      closeButtonProps={{ 'aria-label': 'Close this question' }}
      centered
    >
      <Text size="sm">{consequence(count === 1)} You can undo this until Switchboard is closed.</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button {...(last?.action === 'delete' ? { color: 'red.9' } : {})} data-autofocus onClick={onConfirm}>
          {button(props.changes === null || props.changes === count ? '' : ` ${props.changes} of ${count}`)}
        </Button>
      </Group>
    </Modal>
  );
}
