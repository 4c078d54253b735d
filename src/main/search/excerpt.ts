import type { Matcher } from '../../shared/search/matcher';

/** Longest excerpt, and how much of it stands before the first word that fits, in UTF-16 units. */
const LONGEST = 220;
const BEFORE = 48;
/** How much further is looked for a space to cut at. */
const SPACE_WITHIN = 20;

/** Cuts a text out around the first word that fits, at spaces where there are some, with an ellipsis where it was cut. */
export function excerptOf(text: string, matcher: Matcher): string {
  if (text.length <= LONGEST) return text;
  const first = matcher.ranges(text)[0]?.start ?? 0;
  const start = first <= BEFORE ? 0 : cut(text, first - BEFORE, first);
  const end = Math.min(text.length, start + LONGEST);
  const whole = end === text.length ? end : endBefore(text, end);
  return `${start > 0 ? '…' : ''}${text.slice(start, whole).trim()}${whole < text.length ? '…' : ''}`;
}

/** Gives a place after a space that is near, or at least one that does not take a sign apart. */
function cut(text: string, at: number, limit: number): number {
  const space = text.slice(at, Math.min(limit, at + SPACE_WITHIN)).search(/\s/u);
  return space < 0 ? wholeSign(text, at) : at + space + 1;
}

function endBefore(text: string, at: number): number {
  const tail = text.slice(at - SPACE_WITHIN, at);
  const space = /\s\S*$/u.exec(tail)?.index;
  return space === undefined ? wholeSign(text, at) : at - SPACE_WITHIN + space;
}

/** Whether the second half of a sign (UTF-16 surrogates) would begin here: then the place before it. */
function wholeSign(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
