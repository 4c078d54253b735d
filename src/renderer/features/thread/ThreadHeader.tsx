import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconClockPause,
  IconDots,
  IconLayoutSidebarRight,
  IconPhone,
} from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import type { Row } from '../../../shared/ipc-contract';
import { showAddress } from '../../../shared/phone-address';
import { isNamed, nameOf } from '../../components/person';
import { PersonAvatar } from '../../components/PersonAvatar';
import { theirTime } from '../../components/their-time';
import { fullTime } from '../../components/time-words';
import { useHome } from '../../components/use-home';
import { useLater } from '../../components/use-later';
import { useNow } from '../../components/use-now';
import { useDesk, useUi } from '../../store/desk-context';
import { useThreadCommands } from '../../store/use-thread-commands';
import { ThreadMenuItems } from '../inbox/ThreadMenuItems';
import { ModeControl } from './ModeControl';
import { momentWords, snoozeTimes } from './snooze-times';
import { TimeHint } from './TimeHint';
import classes from './ThreadHeader.module.css';

/** Whose thread this is, who answers in it, and what can be done with it as a whole. */
export function ThreadHeader({ row }: { readonly row: Row }) {
  return <Header row={useLater(row, (earlier) => earlier.contact._id === row.contact._id)} />;
}

const Header = memo(function Header({ row }: { readonly row: Row }) {
  const { thread, contact } = row;
  const { ui } = useDesk();
  const contextOpen = useUi((state) => state.contextOpen);
  const { toggleDone, ask: act } = useThreadCommands(thread._id);
  const home = useHome();
  const addresses = contact.addresses.map((address) => showAddress(address, home));
  const done = thread.state === 'done';
  return (
    <div className={classes.frame}>
      <header className={classes.header} data-snoozed={thread.state === 'snoozed' || undefined}>
        <PersonAvatar contact={contact} size={32} />
        <div className={classes.person}>
          <h2 className={classes.name}>
            <bdi>{nameOf(contact, home)}</bdi>
            {contact.blocked && <span className={classes.blocked}>Blocked</span>}
          </h2>
          <p className={classes.addresses}>
            <TheirTime address={thread.replyTo?.address ?? contact.addresses[0] ?? ''} />
            {isNamed(contact) ? addresses.join(' · ') : addresses.slice(1).join(' · ') || 'No name yet'}
          </p>
        </div>
        <ModeControl thread={thread} />
        <SnoozeMenu row={row} />
        <Tooltip label="Call (C)">
          <ActionIcon
            className={classes.button}
            variant="default"
            size={30}
            aria-label="Call"
            onClick={() => act('call')}
          >
            <IconPhone size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={done ? 'Open again (E)' : 'Done (E)'}>
          <Button
            className={classes.button ?? ''}
            size="xs"
            variant={done ? 'default' : 'filled'}
            leftSection={done ? <IconArrowBackUp size={14} stroke={2} /> : <IconCheck size={14} stroke={2} />}
            onClick={toggleDone}
          >
            {done ? 'Reopen' : 'Done'}
          </Button>
        </Tooltip>
        <Menu position="bottom-end" shadow="md" width={220}>
          <Menu.Target>
            <ActionIcon
              className={classes.button}
              variant="subtle"
              color="gray"
              aria-label="More for this conversation"
            >
              <IconDots size={18} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <ThreadMenuItems row={row} />
          </Menu.Dropdown>
        </Menu>
        <ActionIcon
          className={classes.contextButton}
          variant={contextOpen ? 'light' : 'subtle'}
          color="gray"
          aria-label="About this person"
          aria-pressed={contextOpen}
          onClick={() => ui.setState({ contextOpen: !contextOpen })}
        >
          <IconLayoutSidebarRight size={18} stroke={1.75} />
        </ActionIcon>
      </header>
    </div>
  );
});

/** What time it is for them, where that is known and not the same as here. */
function TheirTime({ address }: { readonly address: string }) {
  const minute = Math.floor(useNow() / MINUTE) * MINUTE;
  const time = useMemo(() => theirTime(address, minute), [address, minute]);
  return time === null ? null : <span title="The time in the country of this number">{`${time} there · `}</span>;
}

const MINUTE = 60_000;

/** Finds the button that puts off, so that the key for it can open its menu, which gives it an id of its own. */
export const SNOOZE_BUTTON = '[data-opens="snooze"]';

function SnoozeMenu({ row: { thread } }: { readonly row: Row }) {
  const { snooze, wake, ask } = useThreadCommands(thread._id);
  const now = useNow();
  const until = thread.state === 'snoozed' ? thread.snoozedUntil : null;
  return (
    <Menu position="bottom-end" shadow="md" width={220}>
      <Menu.Target>
        <Button
          data-opens="snooze"
          className={classes.button ?? ''}
          size="xs"
          variant="default"
          leftSection={<IconClockPause size={14} stroke={1.75} />}
          title={until ? `Until ${fullTime(until)}` : 'Put it off (S)'}
        >
          {until ? `Until ${momentWords(new Date(until), now)}` : 'Snooze'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {until !== null && <Menu.Item onClick={wake}>Bring it back now</Menu.Item>}
        {snoozeTimes(now).map(({ label, until: time }) => (
          <Menu.Item key={label} onClick={() => snooze(time)} rightSection={<TimeHint time={time} now={now} />}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => ask('snooze')}>Date and time…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
