import { Button, Menu, Modal } from '@mantine/core';
import {
  IconCalendarClock,
  IconCheck,
  IconChevronDown,
  IconClockPause,
  IconPhone,
  IconPhoneCall,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { snoozeTimes } from '../thread/snooze-times';
import { TimeForm } from '../thread/TimeForm';
import { TimeHint } from '../thread/TimeHint';
import classes from './Composer.module.css';

/** What is said of a text that waits for its time. */
export const SCHEDULE_HINT = 'It is not sent if the customer writes first.';

/** How a reply is sent otherwise than now and by text. */
export interface SendWays {
  readonly sendDone: () => void;
  readonly sendSnooze: (until: Date) => void;
  readonly schedule: (at: Date) => void;
  /** Absent where the sender cannot call. */
  readonly speak?: (() => void) | undefined;
  readonly bridge?: (() => void) | undefined;
}

/** The other ways to send: with a state for the thread, at a time, or by calling. */
export const SendMenu = memo(function SendMenu(props: {
  readonly disabled: boolean;
  /** Whether there is a text; a call can be placed without one. */
  readonly hasText: boolean;
  readonly ways: SendWays;
}) {
  const { disabled, ways } = props;
  const [asking, setAsking] = useState(false);
  const [now, setNow] = useState(() => Date.now());
  const times = snoozeTimes(now);
  return (
    <>
      <Menu position="top-end" shadow="md" width={280} onOpen={() => setNow(Date.now())}>
        <Menu.Target>
          <Button
            size="xs"
            className={classes.more ?? ''}
            aria-label="More ways to send"
            title="More ways to send"
            disabled={disabled && !ways.bridge && !(ways.speak && props.hasText)}
          >
            <IconChevronDown size={14} stroke={2} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={disabled}
            leftSection={<IconCheck size={16} stroke={1.75} />}
            rightSection={<span className={classes.key}>Ctrl/⌘+Shift+Enter</span>}
            onClick={ways.sendDone}
          >
            Send & Done
          </Menu.Item>
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item disabled={disabled} leftSection={<IconClockPause size={16} stroke={1.75} />}>
                Send & Snooze
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {times.map(({ label, until }) => (
                <Menu.Item
                  key={label}
                  onClick={() => ways.sendSnooze(until)}
                  rightSection={<TimeHint time={until} now={now} />}
                >
                  {label}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item disabled={disabled} leftSection={<IconCalendarClock size={16} stroke={1.75} />}>
                Send later
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {times.map(({ label, until }) => (
                <Menu.Item
                  key={label}
                  onClick={() => ways.schedule(until)}
                  rightSection={<TimeHint time={until} now={now} />}
                >
                  {label}
                </Menu.Item>
              ))}
              <Menu.Item onClick={() => setAsking(true)}>Date and time…</Menu.Item>
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          {(ways.speak ?? ways.bridge) && <Menu.Divider />}
          {ways.speak && (
            <Menu.Item
              disabled={!props.hasText}
              leftSection={<IconPhone size={16} stroke={1.75} />}
              onClick={ways.speak}
            >
              Call and speak the text
            </Menu.Item>
          )}
          {ways.bridge && (
            <Menu.Item leftSection={<IconPhoneCall size={16} stroke={1.75} />} onClick={ways.bridge}>
              Call through my phone
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Send later" centered>
        <TimeForm
          action="Schedule"
          hint={SCHEDULE_HINT}
          onChosen={(at) => {
            setAsking(false);
            ways.schedule(at);
          }}
        />
      </Modal>
    </>
  );
});
