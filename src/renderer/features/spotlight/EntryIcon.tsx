import {
  IconAdjustments,
  IconArrowRight,
  IconBolt,
  IconBook2,
  IconDeviceMobile,
  IconListDetails,
  IconSearch,
} from '@tabler/icons-react';
import type { SpotlightEntry } from './spotlight-entries';
import classes from './GoToAnything.module.css';

const icons = {
  view: IconArrowRight,
  simulator: IconDeviceMobile,
  setting: IconAdjustments,
  entry: IconBook2,
  search: IconSearch,
  sessions: IconListDetails,
} as const;

/** The sign of what can be gone to or done. It is decoration: the heading of its group says the same. */
export function EntryIcon({ entry }: { readonly entry: Exclude<SpotlightEntry, { kind: 'person' }> }) {
  const isPage = entry.kind === 'command' && entry.command.startsWith('page.');
  const Icon = entry.kind === 'command' ? (isPage ? IconArrowRight : IconBolt) : icons[entry.kind];
  return (
    <span className={classes.icon} aria-hidden>
      <Icon size={16} stroke={1.75} />
    </span>
  );
}
