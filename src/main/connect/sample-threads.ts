import type { Change } from '../../shared/changes';
import type { Now } from '../store/store';

/** Gives the open threads of people who were met through the simulator's numbers alone. */
export function sampleThreads(now: Now): readonly string[] {
  const isSimulated = (channelId: string) => now.get('channels', channelId)?.simulated === true;
  return [...now.values('threads')]
    .filter(({ _id, state }) => {
      const addresses = now.get('contacts', _id)?.addresses ?? [];
      const channels = addresses.flatMap((address) => Object.keys(now.get('addresses', address)?.latest ?? {}));
      return state !== 'done' && channels.length > 0 && channels.every(isSimulated);
    })
    .map(({ _id }) => _id);
}

/** Gives the changes that mark them as done: they stand in nobody's way, and can be looked at and opened again. */
export function putAwaySamples(now: Now): readonly Change[] {
  return sampleThreads(now).map((contact_id) => ({ type: 'thread.state', contact_id, state: 'done', until: null }));
}
