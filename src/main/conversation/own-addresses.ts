import type { Channel, CommunicationType } from '../../shared/domain';
import { isoNow, type Clock, type NewId } from '../app/clock';
import type { Store } from '../store/store';
import { findChannel } from './place-message';

export interface OwnAddress {
  readonly type: CommunicationType;
  /** Without a channel prefix. */
  readonly address: string;
}

export interface OwnAddresses {
  /** Every address of ours, of any kind. */
  all(): ReadonlySet<string>;
  /**
   * Adds channels that are known from the account before anybody writes to them.
   *
   * @param simulated whether they are the simulator's, and nobody's at Twilio
   */
  learn(addresses: readonly OwnAddress[], simulated: boolean): Promise<void>;
}

/** Makes the part that knows our own addresses: those of the account and those that customers wrote to. */
export function knowOwnAddresses(store: Store, clock: Clock, newId: NewId): OwnAddresses {
  const known = new Set<string>();
  // A verified caller ID is somebody's own phone: whoever writes from it is a customer like any other.
  const know = ({ address, verified }: Channel) => !verified && known.add(address);
  for (const channel of store.now.values('channels')) know(channel);
  store.subscribe((entry) => {
    for (const change of entry.changes) {
      if (change.type === 'channel.added') know(change.channel);
    }
  });
  return {
    all: () => known,
    async learn(addresses, simulated) {
      await store.commit((now) => {
        const missing = addresses.filter(({ type, address }) => !findChannel(now, type, address));
        const channels = missing.map(({ type, address }): Channel => ({
          _id: newId(),
          communication_type: type,
          address,
          name: address,
          ...(simulated ? { simulated: true as const } : {}),
          createdAt: isoNow(clock),
        }));
        return {
          changes: channels.map((channel) => ({ type: 'channel.added' as const, channel })),
          result: null,
        };
      });
    },
  };
}
