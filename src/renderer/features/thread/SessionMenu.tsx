import { ActionIcon, Button, Group, Menu, Modal, Text } from '@mantine/core';
import {
  IconArrowMerge,
  IconDots,
  IconDownload,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Session } from '../../../shared/domain';
import { visibleControls } from '../../../shared/visible-controls';
import { useCommand } from '../../store/use-command';
import { TitleForm } from './TitleForm';
import { useUndo } from './use-undo';

/** What can be done with one session. What removes something can be undone. */
export function SessionMenu(props: {
  readonly session: Session;
  readonly address: string;
  /** The session before it on the same channel; null when there is none to merge with. */
  readonly previousId: string | null;
}) {
  const { session, address, previousId } = props;
  const command = useCommand();
  const offerUndo = useUndo();
  const [asking, setAsking] = useState<'nothing' | 'rename' | 'delete'>('nothing');
  const close = () => setAsking('nothing');
  const here = { address, session_id: session._id };

  const remove = () => {
    close();
    void command('session.delete', here).then((done) => done && offerUndo('The session was deleted.', done.undo_id));
  };
  const merge = (into: string) =>
    void command('session.merge', { address, from: session._id, into }).then(
      (done) => done && offerUndo('The two sessions are one now.', done.undo_id),
    );

  return (
    <>
      <Menu position="bottom-end" shadow="md" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Session menu: ${session.title}`}>
            <IconDots size={14} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {session.status === 'active' ? (
            <Menu.Item leftSection={<IconLock size={14} />} onClick={() => void command('session.close', here)}>
              Close session
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconLockOpen size={14} />} onClick={() => void command('session.reopen', here)}>
              Reopen session
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setAsking('rename')}>
            Rename…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowMerge size={14} />}
            disabled={previousId === null}
            onClick={() => previousId !== null && merge(previousId)}
          >
            Merge with previous
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void command('session.export', here)}>
            Export…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item c="var(--sb-bad)" leftSection={<IconTrash size={14} />} onClick={() => setAsking('delete')}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asking === 'delete'} onClose={close} title="Delete this session?" centered>
        <Text size="sm" className="outside">
          “<bdi>{visibleControls(session.title)}</bdi>” and its{' '}
          {session.message_count === 1 ? 'message' : `${session.message_count} messages`} will be removed from this
          console. Twilio keeps its own records. You can undo this until Switchboard is closed.
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            Keep
          </Button>
          <Button color="red" onClick={remove}>
            Delete
          </Button>
        </Group>
      </Modal>
      <Modal opened={asking === 'rename'} onClose={close} title="Rename session" centered>
        <TitleForm
          title={session.title}
          onDone={(title) => {
            close();
            void command('session.retitle', { ...here, title });
          }}
        />
      </Modal>
    </>
  );
}
