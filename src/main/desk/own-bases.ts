import { z } from 'zod';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
import type { Tunnel } from '../tunnel/tunnel';
import { rememberPublicBases, type PublicBases } from '../webhook/public-bases';

/** Where the address in force is kept, so that the next run takes what is still signed for it. */
const KEY = 'publicBase';

/** Follows the tunnel's address, over a restart too. Gives the addresses that requests may be signed for. */
export function followBases(
  tunnel: Pick<Tunnel, 'state' | 'onChange'>,
  { store, clock, onError }: { readonly store: Store; readonly clock: Clock; readonly onError: (e: unknown) => void },
): Pick<PublicBases, 'all'> {
  const kept = z.url().nullable().catch(null);
  const bases = rememberPublicBases(clock, kept.parse(store.now.get('settings', KEY)?.value ?? null));
  const follow = () => {
    const { state, url } = tunnel.state;
    if (state !== 'off' && url === null) return;
    bases.set(url);
    if (url !== null && url !== store.now.get('settings', KEY)?.value) keep(url).catch(onError);
  };
  follow();
  tunnel.onChange(follow);
  return bases;

  function keep(value: string): Promise<null> {
    return store.commit(() => ({
      changes: [{ type: 'setting.set', key: KEY, value, by: 'tunnel', at: isoNow(clock) }],
      result: null,
    }));
  }
}
