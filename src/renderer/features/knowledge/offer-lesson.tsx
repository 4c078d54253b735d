import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Desk } from '../../store/create-desk';
import type { Command } from '../../store/use-command';
import { teach, type Sent } from './teach';

/** How long the offer stands on screen; afterwards it is still at the message. */
const SHOWN_MS = 12_000;

/** Offers to teach what was just sent in the place of the AI's draft. */
export function offerLesson(desk: Pick<Desk, 'ui'>, command: Command, sent: Sent): void {
  const id = `lesson-${sent.message_id}`;
  const accept = () => {
    notifications.hide(id);
    void teach(desk, command, sent);
  };
  notifications.show({
    id,
    autoClose: SHOWN_MS,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm">You changed the AI’s draft.</Text>
        <Button size="compact-sm" variant="light" flex="none" onClick={accept}>
          Correct and teach
        </Button>
      </Group>
    ),
  });
}
