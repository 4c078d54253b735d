import { fine, refused, type Rule } from './rule';

/** Control characters other than line breaks and tabs, and halves of characters: neither can stand in TwiML. */
const UNSENDABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/u;

/** What a model's inner workings look like when they leak into its answer, and what only programs read. */
const MACHINE_MARKS =
  /<\/?(?:response|message|body|media|say|gather|redirect|dial|record|hangup|play|enqueue)\b[^>]*>|<\?xml|<\|[^|>\n]{1,40}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant|user|think|tool_call|function_call|tool)\b[^>]*>|\bcustomer-[0-9a-f]{6,}|"(?:tool_calls?|function_call|arguments)"\s*:|^\s*(?:system|assistant|user|human|customer|handover|sources)\s*:/im;

/** A long run of characters in which words can hide: base64 and the like. */
const ENCODED = /(?<![A-Za-z0-9+])(?=[A-Za-z0-9+]*\d)(?=[A-Za-z0-9+]*[A-Z])(?=[A-Za-z0-9+]*[a-z])[A-Za-z0-9+]{60,}/;

/** A variable that nobody filled in. */
const VARIABLE = /\{\{[^{}\n]{0,60}\}\}/;

/** An answer must say something. */
export const notEmpty: Rule = {
  name: 'not empty',
  forTeamWords: true,
  check: (text) =>
    /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) ? fine : refused('The AI gave an empty answer.'),
};

/** An answer must be made of characters that can be sent. */
export const sendable: Rule = {
  name: 'sendable',
  forTeamWords: true,
  check: (text) => (UNSENDABLE.test(text) ? refused('The AI’s answer contains characters that cannot be sent.') : fine),
};

/** An answer is for people: no TwiML, no call of a tool, no roles, no variables. */
export const forPeople: Rule = {
  name: 'for people',
  forTeamWords: true,
  check: (text) =>
    MACHINE_MARKS.test(text) || ENCODED.test(text)
      ? refused('The AI’s answer contains technical text that is not meant for customers.')
      : VARIABLE.test(text)
        ? refused('The AI’s answer has a variable in double braces that nobody filled in.')
        : fine,
};
