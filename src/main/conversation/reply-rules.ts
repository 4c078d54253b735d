import type { Clock } from '../app/clock';
import type { Decision } from '../policy/decision';
import { decide } from '../policy/decide';
import type { Now } from '../store/store';
import type { DeskBreaker } from './desk-breaker';
import type { DeskSettings } from './desk-settings';
import { readFacts, type Asked } from './read-facts';

/**
 * Tells what is to become of a message, by what the store holds now: the same for a text, a call and a hand-back, when it
 * arrives and just before its answer leaves.
 */
export type ReplyRules = (now: Now, asked: Asked, settings: DeskSettings) => Decision;

export interface ReplyRulesParts {
  readonly clock: Clock;
  readonly ownAddresses: () => ReadonlySet<string>;
  readonly breaker: Pick<DeskBreaker, 'replies' | 'tripped'>;
}

export function createReplyRules({ clock, ownAddresses, breaker }: ReplyRulesParts): ReplyRules {
  return (now, asked, settings) =>
    decide(readFacts(now, asked, settings, { ownAddresses: ownAddresses(), breaker, at: clock.now() }));
}
