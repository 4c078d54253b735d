import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { CommunicationType, Preview } from '../../../shared/domain';
import { channelWord } from '../../components/ChannelIcon';
import classes from './ChannelFilter.module.css';

const ALL = 'all';

/**
 * Narrows a thread down to one kind of communication, where there are several. What arrives by another one is never
 * hidden: everything is shown again.
 */
export function ChannelFilter(props: {
  readonly kinds: readonly CommunicationType[];
  /** Null: everything. */
  readonly only: CommunicationType | null;
  readonly last: Preview | null;
  readonly onChange: (only: CommunicationType | null) => void;
}) {
  const { kinds, only, last, onChange } = props;
  const seen = useRef(last?.message_id);
  useEffect(() => {
    if (last?.message_id === seen.current) return;
    seen.current = last?.message_id;
    if (only !== null && last?.communication_type !== only) onChange(null);
  }, [last, onChange, only]);
  if (kinds.length < 2) return null;
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        withItemsBorders={false}
        aria-label="Show messages by"
        value={only ?? ALL}
        onChange={(value) => onChange(kinds.find((kind) => kind === value) ?? null)}
        data={[{ value: ALL, label: 'All' }, ...kinds.map((kind) => ({ value: kind, label: channelWord(kind) }))]}
      />
    </div>
  );
}
