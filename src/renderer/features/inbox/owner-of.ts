import type { Thread } from '../../../shared/domain';
import { turnOf, type ModeDefaults } from '../../../shared/views';

/** Who has a thread: the AI answers by itself, or a person has taken it, or nobody. */
export type Owner = 'AI' | 'You' | 'Nobody';

/** Gives who has a thread, as a row shows it. */
export function ownerOf(thread: Thread, defaults: ModeDefaults): Owner {
  if (thread.owner !== null) return 'You';
  return turnOf(thread, defaults) === 'ai' ? 'AI' : 'Nobody';
}
