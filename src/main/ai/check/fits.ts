import { SegmentedMessage } from 'sms-segments-calculator';
import { MAX_BODY } from '../../../shared/message-limit';
import { fine, refused, type About, type Rule, type Verdict } from './rule';

/** Longest that a caller listens to, in characters: some 45 seconds at 15 a second. */
const MAX_SPOKEN = 700;
/** A segment holds at least so many characters, whatever they are. Source: https://www.twilio.com/docs/glossary/what-is-ucs-2-character-encoding */
const LEAST_PER_SEGMENT = 67;
/** What is left of an answer after a cut must be at least this part of it: less does not answer any more. */
const LEAST_KEPT = 0.5;
/** Longest answer that is looked at, in characters: twice what a cut could leave, and as much again for markup. */
const ENDLESS = 4 * MAX_BODY;
/** Where a sentence ends, or a line. */
const ENDS = /[.!?…][)\]}"'”’»]*(?=\s)|[。！？][」』）”]*|\n/gu;

/** What is so long that nothing could make it fit is not looked at any further, which would only take time. */
export const notEndless: Rule = {
  name: 'not endless',
  forTeamWords: true,
  check: (text, about) => (text.length > ENDLESS ? tooLong(text, about) : fine),
};

/** An answer is no longer than its channel can take; what is a little longer ends with a sentence before that. */
export const fits: Rule = {
  name: 'fits',
  forTeamWords: true,
  check(text, about) {
    if (isWithin(text, about)) return fine;
    const cut = cutAtSentence(text, about);
    if (cut === null) return tooLong(text, about);
    return {
      kind: 'changed',
      text: cut,
      sentence: `Cut at the end of a sentence: it took ${sizeOf(text, about)}, and ${limitOf(about)}.`,
    };
  },
};

function tooLong(text: string, about: About): Verdict {
  return refused(`The AI’s answer is too long: ${sizeOf(text, about)}, and ${limitOf(about)}.`);
}

function cutAtSentence(text: string, about: About): string | null {
  const ends = Array.from(text.matchAll(ENDS), (found) => found.index + found[0].length).filter(
    (end) => end >= text.length * LEAST_KEPT,
  );
  // Of a text without end the sentences behind the first that does not fit need not be counted.
  let kept: string | null = null;
  for (const end of ends) {
    const cut = text.slice(0, end).trim();
    if (!isWithin(cut, about)) break;
    kept = cut;
  }
  return kept;
}

function isWithin(text: string, { type, maxSegments }: About): boolean {
  if (type === 'voice') return text.length <= MAX_SPOKEN;
  if (text.length > MAX_BODY) return false;
  return type === 'whatsapp' || text.length <= maxSegments * LEAST_PER_SEGMENT || segmentsOf(text) <= maxSegments;
}

function segmentsOf(text: string): number {
  return new SegmentedMessage(text).segmentsCount;
}

function sizeOf(text: string, { type }: About): string {
  return type === 'sms' && text.length <= MAX_BODY ? `${segmentsOf(text)} segments` : `${text.length} characters`;
}

function limitOf({ type, maxSegments }: About): string {
  if (type === 'voice') return `nobody listens to more than ${MAX_SPOKEN} on the phone`;
  return type === 'whatsapp'
    ? `at most ${MAX_BODY} can be sent`
    : `at most ${maxSegments} ${maxSegments === 1 ? 'segment' : 'segments'} may be sent`;
}
