import type { CommunicationType } from '../../../shared/domain';
import type { Turn } from '../provider';

/** What a rule may look at besides the text itself. */
export interface About {
  readonly type: CommunicationType;
  /** Most segments that a text may take. */
  readonly maxSegments: number;
  /** Our own sentences to the model. */
  readonly rules: readonly string[];
  /** The team's instructions to the model. */
  readonly instructions: string;
  /** Questions and answers of the team that the model was shown. */
  readonly knowledge: readonly string[];
  /** The conversation of this session, and what was said before it, oldest first. */
  readonly turns: readonly Turn[];
  readonly earlier: readonly Turn[];
  /** The number that the customer wrote to; null where it is not known. */
  readonly ourNumber: string | null;
  /** Domains that may always be linked to, in lower case; each with all below it. */
  readonly linkDomains: readonly string[];
  /** Whether a text holds one of the secrets of this console, in any form in which it travels. */
  readonly holdsSecret: (text: string) => boolean;
  /** Gives the language of a text (ISO 639-1), or null where it is too short to be sure. */
  readonly languageOf: (text: string) => string | null;
}

/** What a rule makes of a text. */
export type Verdict =
  | { readonly kind: 'fine' }
  /** Said otherwise: with a sentence for people that says what was changed. */
  | { readonly kind: 'changed'; readonly text: string; readonly sentence: string }
  /** Not to be said: with a sentence for people that says why. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface Rule {
  readonly name: string;
  /** Whether it is also for words that the team wrote itself, not only for what a model made up. */
  readonly forTeamWords: boolean;
  readonly check: (text: string, about: About) => Verdict;
}

export const fine: Verdict = { kind: 'fine' };

export function refused(reason: string): Verdict {
  return { kind: 'refused', reason };
}
