/** A piece of a text: plain, or an address of the web. */
export interface Piece {
  readonly text: string;
  /** Absent in plain text. */
  readonly url?: string;
}

/**
 * Only what is spelled out as http or https; what merely looks like an address stays text. It ends at signs that turn
 * the direction of writing, with which an address can be made to look like another.
 */
const LINK = /https?:\/\/[^\s<>"'`{}|\\^\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
/** Signs that end a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]]+$/u;

/** Takes a text apart into plain pieces and addresses of the web, in order. */
export function findLinks(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const url = match[0].replace(TRAILING, '');
    if (!isAddress(url)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: url, url });
    from = match.index + url.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function isAddress(text: string): boolean {
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}
