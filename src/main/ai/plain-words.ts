/** The words alone: lower case, no punctuation, no emoji, single spaces. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words and turns of phrase that make a yes, in any number and order. */
const YES = wholly(
  'yes|yeah|yea|yep|yup|sure|ok|okay|okey|k|please|pls|absolutely|definitely|certainly|of course|go ahead|do it|do that|do so|please do|' +
    "thanks|thank you|sure thing|sounds good|sounds great|great|perfect|good|nice|that would be|that'd be|that works|i would|i'd like that|i do|i have",
);

/** The same for a no. */
const NO = wholly(
  "no|nope|nah|not really|not now|not yet|nothing|nothing else|none|that's all|thats all|that is all|that's it|thats it|that is it|" +
    "i'm good|im good|all good|it's fine|it's ok|never mind|nevermind|don't|no need|for now|thanks|thank you|please|i don't|i do not|i haven't",
);

/** Whether a text is a plain yes: "Yes please!", "yeah sure". Thanks alone is neither yes nor no. */
export function isYes(text: string): boolean {
  const words = plainWords(text);
  return YES.test(words) && !isThanksAlone(words);
}

/** Whether a text is a plain no: "no thanks", "Nope, that's all". */
export function isNo(text: string): boolean {
  const words = plainWords(text);
  return NO.test(words) && !isThanksAlone(words);
}

function isThanksAlone(words: string): boolean {
  return /^(?:(?:thanks|thank you|please) ?)+$/.test(words);
}

function wholly(phrases: string): RegExp {
  return new RegExp(`^(?:${phrases})(?: (?:${phrases}))*$`);
}
