import { distance } from 'fastest-levenshtein';
import type { MachineSign } from './facts';
import { isOneTimeCode } from './one-time-code';

/** How many identical texts in a row mean that a machine is writing. */
const IDENTICAL = 3;
/** How many that differ only a little: people who send a list of numbers do that too, so one more. */
const NEAR_IDENTICAL = 4;
/** How many texts that are two in turns. */
const ALTERNATING = 6;
/** Shorter texts are alike by chance: “yes”, “order 17”. */
const MIN_WORDS = 3;
const MIN_LETTERS = 12;
/** What part of the letters may differ. */
const MOST_DIFFERENT = 0.1;

/** How many of the texts before the one in question are looked at. */
export const TEXTS_LOOKED_AT = ALTERNATING - 1;

/**
 * Tells by what a text looks like a machine's; null where it does not.
 *
 * @param text the newest of a customer, trimmed
 * @param before those before it, oldest first
 * @param isAlone whether nobody else has said anything there yet: what somebody was sent, they may pass on when they are asked
 */
export function machineSign(text: string, before: readonly string[], isAlone: boolean): MachineSign | null {
  if (text === '') return null;
  if (isAutomatic(text)) return 'automatic-words';
  if (isRun(before, IDENTICAL - 1, (one) => one === text)) return 'identical';
  if (isRun(before, NEAR_IDENTICAL - 1, (one) => isNear(text, one))) return 'near-identical';
  if (isAlternating(text, before)) return 'alternating';
  return isAlone && [...before, text].every(isOneTimeCode) ? 'one-time-code' : null;
}

function isRun(before: readonly string[], count: number, isAlike: (text: string) => boolean): boolean {
  return before.length >= count && before.slice(-count).every(isAlike);
}

/** Whether two texts are the same but for numbers, times and a few letters. */
function isNear(a: string, b: string): boolean {
  // Far apart in length: not worth comparing, which is so for nearly every pair of texts.
  if (Math.abs(a.length - b.length) > 10 + MOST_DIFFERENT * a.length) return false;
  const [one, other] = [bare(a), bare(b)];
  if (!isTelling(one) || !isTelling(other)) return false;
  return one === other || distance(one, other) <= MOST_DIFFERENT * Math.min(one.length, other.length);
}

/** A text without what a machine changes from one to the next: numbers, times, dates, case, signs. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b[ap]\.?m\b\.?/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

function isTelling(text: string): boolean {
  return text.length >= MIN_LETTERS && text.split(' ').length >= MIN_WORDS;
}

/** Two texts in turns, each often enough: a, b, a, b, a, b. */
function isAlternating(text: string, before: readonly string[]): boolean {
  if (before.length < ALTERNATING - 1) return false;
  const [a, b] = [text, before.at(-1) ?? ''];
  if (a === b || (!isTelling(bare(a)) && !isTelling(bare(b)))) return false;
  return before.slice(1 - ALTERNATING).every((one, at, { length }) => isSame(one, (length - at) % 2 === 1 ? b : a));
}

function isSame(a: string, b: string): boolean {
  return a === b || isNear(a, b);
}

/**
 * What machines say of themselves, in whole phrases only: a person may well ask about “an automated message”.
 * Source of the words: the usual texts of out-of-office and driving replies on phones and in mail programs (RFC 3834 has no
 * mark that a text message could carry).
 */
const automatic: readonly RegExp[] = [
  /\b(this is|dies ist|ceci est|este es|questo è) (an? |eine? |une? |un )?(auto(matic|mated|matische|matisierte)?[- ]?|mensaje autom|message autom|messaggio autom|r[eé]ponse autom|respuesta autom)/i,
  /^\W*(auto(matic|mated)?[- ]?(reply|response)|out[- ]of[- ]office|abwesenheits(notiz|nachricht)|automatische antwort|r[eé]ponse automatique|respuesta autom[aá]tica)\b/i,
  /\bI(['’]m| am) (currently |now )?(out of (the )?office|away from my (desk|phone)|driving)\b/i,
  /\b(do not|don['’]t|please do not) reply to this (message|text|number)\b/i,
  /\b(this (mailbox|number|inbox) is not monitored|unmonitored (mailbox|number|inbox))\b/i,
  /\bich bin (derzeit|zurzeit|momentan|bis)\b.{0,40}\b(nicht (im büro|erreichbar)|abwesend)\b/i,
];

function isAutomatic(text: string): boolean {
  return automatic.some((words) => words.test(text));
}
