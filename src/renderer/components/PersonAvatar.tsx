import { IconUser } from '@tabler/icons-react';
import type { CommunicationType, Contact } from '../../shared/domain';
import { ChannelIcon } from './ChannelIcon';
import { initialsOf } from './person';
import classes from './PersonAvatar.module.css';

/** Quiet hues, so that people are told apart at a glance; never the only sign of anything. */
const HUES = 8;

/** The picture that stands for a person: initials, and the channel that they last used. */
export function PersonAvatar(props: {
  readonly contact: Contact;
  readonly channel?: CommunicationType | undefined;
  readonly size?: number;
}) {
  const { contact, channel, size = 36 } = props;
  const initials = initialsOf(contact);
  return (
    <span className={classes.avatar} data-hue={hueOf(contact._id)} style={{ width: size, height: size }} aria-hidden>
      {initials || <IconUser size={size / 2} stroke={1.75} />}
      {channel && (
        <span className={classes.badge} data-channel={channel}>
          <ChannelIcon type={channel} size={11} />
        </span>
      )}
    </span>
  );
}

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}
