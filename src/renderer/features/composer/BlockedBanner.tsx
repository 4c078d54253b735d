import { IconBan } from '@tabler/icons-react';
import type { CommunicationType } from '../../../shared/domain';
import { channelWord } from '../../components/ChannelIcon';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import classes from './Composer.module.css';
import type { Block } from './sender-options';

/** Why nothing can be sent, and what would help. */
export function BlockedBanner({ block, type }: { readonly block: Block; readonly type: CommunicationType }) {
  const now = useNow();
  return (
    <div className={classes.blocked} role="note">
      <IconBan size={16} stroke={1.75} aria-hidden />
      {block.kind === 'opted-out' ? (
        <span>
          <strong>Opted out</strong> of {channelWord(type)} with “<bdi>{block.keyword}</bdi>” {whenWords(block.at, now)}
          . Nothing may be sent to them until they write START.
        </span>
      ) : (
        <span>
          <strong>This sender takes no replies.</strong> It is a short code or a name, which belongs to a machine.
        </span>
      )}
    </div>
  );
}
