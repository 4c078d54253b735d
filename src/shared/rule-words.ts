/** A rule by which a message is answered, drafted, handed over or left alone, in words for people. */
interface RuleWords {
  /** A few words: what stands in a list. */
  readonly name: string;
  /** Whether a silence by this rule is worth a mark of its own: where a person would wonder why. */
  readonly isWorthSaying: boolean;
}

/** Every rule that decides about a message. */
export const ruleWords = {
  keyword: { name: 'STOP, START or HELP', isWorthSaying: false },
  'own-number': { name: 'One of our own numbers', isWorthSaying: false },
  'short-code': { name: 'A sender that takes no answers', isWorthSaying: false },
  blocked: { name: 'The contact is blocked', isWorthSaying: false },
  'opted-out': { name: 'The customer has unsubscribed', isWorthSaying: true },
  'mode-off': { name: 'The AI is off here', isWorthSaying: false },
  breaker: { name: 'Too many automatic replies', isWorthSaying: true },
  'media-only': { name: 'Nothing but a file', isWorthSaying: true },
} as const satisfies Readonly<Record<string, RuleWords>>;

/** Gives the words of a rule; a rule of another version is called by its own name. */
export function wordsOfRule(rule: string): RuleWords {
  const known = Object.hasOwn(ruleWords, rule) ? ruleWords[rule as keyof typeof ruleWords] : undefined;
  return known ?? { name: rule, isWorthSaying: true };
}
