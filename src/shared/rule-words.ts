/** A rule by which a message is answered, drafted, handed over or left alone, in words for people. */
export interface RuleWords {
  /** A few words: what stands in a list. */
  readonly name: string;
  /** Whether a silence by this rule is worth a mark of its own: where a person would wonder why nothing was said. */
  readonly isWorthSaying: boolean;
}

const quiet = (name: string): RuleWords => ({ name, isWorthSaying: false });
const marked = (name: string): RuleWords => ({ name, isWorthSaying: true });

/** Every rule that decides about a message, by its name. */
export const ruleWords = {
  gone: quiet('Deleted meanwhile'),
  answered: quiet('Answered already'),
  keyword: quiet('STOP, START or HELP'),
  'own-number': quiet('One of our own numbers'),
  'short-code': quiet('A sender that takes no answers'),
  'person-answered': quiet('A person answered first'),
  done: quiet('Marked as done meanwhile'),
  superseded: quiet('Answered together with the next text'),
  'not-written': marked('The AI could not write an answer'),
  blocked: quiet('The contact is blocked'),
  'opted-out': marked('The customer has unsubscribed'),
  'ai-off': quiet('The AI is switched off'),
  'mode-off': quiet('The AI is off in this conversation'),
  'session-closed': quiet('The session was over'),
  'desk-limit': marked('Limit of the desk reached'),
  'contact-limit': marked('Limit for one customer reached'),
  'row-limit': marked('Limit of replies in a row reached'),
  identical: marked('The same text again and again'),
  'near-identical': marked('Nearly the same text again and again'),
  alternating: marked('Two texts by turns'),
  'automatic-words': marked('Reads like an automatic reply'),
  'one-time-code': marked('A one-time code'),
  'media-only': marked('Nothing but a file'),
  recovered: quiet('Arrived while the console was offline'),
  owned: quiet('A person has the conversation in hand'),
  'mode-draft': quiet('Draft mode'),
  'begun-otherwise': quiet('The AI was switched while it wrote'),
  'quiet-hours': marked('Quiet hours'),
  'outside-hours': marked('Outside business hours'),
  'hand-off': marked('The AI wanted a person'),
  'human-silence': marked('Nobody has answered yet'),
  regenerated: quiet('You asked for a draft'),
  shadow: quiet('Shadow mode'),
  auto: quiet('Auto mode'),
} as const satisfies Readonly<Record<string, RuleWords>>;

/** Gives the words of a rule; one of another version is called by its own name. */
export function wordsOfRule(rule: string): RuleWords {
  return Object.hasOwn(ruleWords, rule) ? ruleWords[rule as keyof typeof ruleWords] : marked(rule);
}
