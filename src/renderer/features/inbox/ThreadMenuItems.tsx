import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconClockPause,
  IconCopy,
  IconMail,
  IconMailOpened,
  IconSparkles,
  IconTag,
  IconUser,
  IconUserOff,
} from '@tabler/icons-react';
import type { Mode } from '../../../shared/domain';
import type { Row } from '../../../shared/ipc-contract';
import { useNow } from '../../components/use-now';
import { useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useThreadCommands } from '../../store/use-thread-commands';
import { snoozeTimes } from '../thread/snooze-times';
import { TimeHint } from '../thread/TimeHint';

const modes: readonly { readonly mode: Mode; readonly label: string }[] = [
  { mode: 'auto', label: 'Auto: the AI answers' },
  { mode: 'draft', label: 'Draft: the AI writes, you send' },
  { mode: 'off', label: 'Off: the AI stays out' },
];

/** What can be done with a thread as a whole: the items of its menu, on a row and in its head. */
export function ThreadMenuItems({ row: { thread, contact } }: { readonly row: Row }) {
  const act = useThreadCommands(thread._id);
  const command = useCommand();
  const now = useNow();
  const defaultMode = useDeskState(({ facts }) => facts?.ai.defaultMode ?? 'off');
  const mode = thread.mode?.value ?? defaultMode;
  const done = thread.state === 'done';
  const address = thread.replyTo?.address ?? contact.addresses[0] ?? '';
  return (
    <>
      <Menu.Item leftSection={done ? <IconArrowBackUp size={14} /> : <IconCheck size={14} />} onClick={act.toggleDone}>
        {done ? 'Reopen' : 'Done'}
      </Menu.Item>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconClockPause size={14} />}>Snooze</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {thread.state === 'snoozed' && <Menu.Item onClick={act.wake}>Bring it back now</Menu.Item>}
          {snoozeTimes(now).map(({ label, until }) => (
            <Menu.Item key={label} onClick={() => act.snooze(until)} rightSection={<TimeHint time={until} now={now} />}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => act.ask('snooze')}>Date and time…</Menu.Item>
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Item
        leftSection={thread.owner === null ? <IconUser size={14} /> : <IconUserOff size={14} />}
        onClick={act.toggleOwner}
      >
        {thread.owner === null ? 'Take over' : 'Release'}
      </Menu.Item>
      <Menu.Item leftSection={<IconTag size={14} />} onClick={() => act.ask('tags')}>
        Tags…
      </Menu.Item>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconSparkles size={14} />}>AI mode</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {modes.map((one) => (
            <Menu.Item
              key={one.mode}
              rightSection={one.mode === mode ? <IconCheck size={14} aria-label="as it is now" /> : undefined}
              onClick={() => act.setMode(one.mode)}
            >
              {one.label}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Divider />
      {thread.unread > 0 ? (
        <Menu.Item leftSection={<IconMailOpened size={14} />} onClick={act.markRead}>
          Mark as read
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<IconMail size={14} />} onClick={act.markUnread}>
          Mark as unread
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void command('text.copy', { text: address })}>
        Copy number
      </Menu.Item>
    </>
  );
}
