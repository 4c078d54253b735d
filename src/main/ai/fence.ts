/** What marks off the words of a customer from everything else that a model reads. */
export interface Fence {
  /** The word that nobody can guess; where it turns up in an answer, the model has repeated its prompt. */
  readonly mark: string;
  /** Puts a customer's words between the marks, so that they cannot end them. */
  wrap(text: string): string;
}

/** Random bytes of a mark: 64 bits, new for every question, so that a text cannot be written to close it. */
const MARK_BYTES = 8;

/** Characters that show nothing, or turn text around: instructions hide in them. Joiners of emoji and scripts stay. */
const UNSEEN =
  /(?![\t\n])\p{Cc}|\p{Surrogate}|[\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;
/** What looks like one of our marks, in any brackets. */
const LOOK_ALIKE = /[<＜‹〈《]\s*[/／]?\s*customer\b[^<>＜＞›〉》\n]{0,80}[>＞›〉》]/giu;
/** Words that chat templates of open models take for the change of a role, also within a message. */
const TEMPLATE_WORDS = /<\|+|\|+>|<<\/?SYS>>|\[\/?INST\]|<\/?s>|<(?:start|end)_of_turn>/gi;

/**
 * Makes the fence for one question.
 *
 * @param random gives so many random bytes
 */
export function createFence(random: (bytes: number) => Uint8Array): Fence {
  const mark = Array.from(random(MARK_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    mark,
    wrap: (text) => `<customer-${mark}>\n${cleanOf(text, mark)}\n</customer-${mark}>`,
  };
}

function cleanOf(text: string, mark: string): string {
  let clean = text.replace(UNSEEN, '').replace(TEMPLATE_WORDS, (word) => Array.from(word).join(' '));
  // Taken out until nothing is left: what stands around one may make another one.
  for (let before = ''; before !== clean;) {
    before = clean;
    clean = clean.replace(LOOK_ALIKE, '').replaceAll(mark, '');
  }
  return clean;
}
