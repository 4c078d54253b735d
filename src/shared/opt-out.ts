/**
 * The words that Twilio itself acts on: the whole message, in any case.
 * Source: https://help.twilio.com/articles/223134027 and
 * https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
 */
const words: Readonly<Record<OptOutKind, readonly string[]>> = {
  stop: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'revoke'],
  start: ['start', 'yes', 'unstop'],
  help: ['help', 'info'],
};

export type OptOutKind = 'stop' | 'start' | 'help';

/**
 * Tells whether a message is a keyword of consent, which must never be answered automatically.
 *
 * @param text the message as it came
 * @param optOutType Twilio's `OptOutType`, which wins over the text (it knows the team's own words)
 * @param hasOptedOut whether the writer has opted out: only from such a person does "yes" mean consent; from
 *   anybody else it is the answer to a question
 */
export function optOutKind(text: string, optOutType?: string, hasOptedOut = true): OptOutKind | null {
  const named = optOutType?.toLowerCase();
  if (named === 'stop' || named === 'start' || named === 'help') return named;
  const word = text.trim().toLowerCase();
  if (word === 'yes' && !hasOptedOut) return null;
  for (const kind of ['stop', 'start', 'help'] as const) {
    if (words[kind].includes(word)) return kind;
  }
  return null;
}
