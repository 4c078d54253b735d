import { fits, notEndless } from './fits';
import { knownContacts, knownLinks } from './known-facts';
import { noInstructions, noSecrets } from './no-leaks';
import { noRepeats } from './no-repeats';
import { plainText } from './plain-text';
import type { About, Rule } from './rule';
import { sameLanguage } from './same-language';
import { forPeople, notEmpty, sendable } from './sendable';

/** What becomes of an answer: it can be said (perhaps otherwise than it was written), or not, for a reason for people. */
export type Checked =
  | { readonly kind: 'fine'; readonly text: string; readonly changed: readonly string[] }
  | { readonly kind: 'refused'; readonly rule: string; readonly reason: string };

/** In this order: what was changed is looked at again by those that follow. */
const RULES: readonly Rule[] = [
  notEndless,
  notEmpty,
  sendable,
  plainText,
  forPeople,
  noSecrets,
  noInstructions,
  knownLinks,
  knownContacts,
  noRepeats,
  sameLanguage,
  fits,
];

/**
 * Checks what is to be said to a customer before anybody gets to see it as an answer.
 *
 * @param inTeamWords whether the words are the team's own and no model's, which leaves out what only a model does
 */
export function checkAnswer(text: string, about: About, inTeamWords: boolean): Checked {
  const changed: string[] = [];
  let now = text;
  for (const rule of RULES) {
    if (inTeamWords && !rule.forTeamWords) continue;
    const verdict = rule.check(now, about);
    if (verdict.kind === 'refused') return { kind: 'refused', rule: rule.name, reason: verdict.reason };
    if (verdict.kind === 'fine') continue;
    now = verdict.text;
    changed.push(verdict.sentence);
  }
  return { kind: 'fine', text: now, changed };
}
