/** A line that begins a block of its own, whatever stood before: a heading, or a letter after an empty line. */
const HEADING = /^#{1,6}(?:[ \t]|$)/;
const LETTER = /^\p{L}/u;
const FENCE = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const EMPTY = /^\s*$/;
/** HTML that stands for itself, with what ends it. Source: CommonMark 0.31.2, section 4.6, start conditions 1 to 6 */
const HTML: readonly (readonly [opens: RegExp, ends: RegExp])[] = [
  [/^ {0,3}<(?:pre|script|style|textarea)(?=[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![a-z]/i, />/],
  [
    /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|meta|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$)/i,
    EMPTY,
  ],
];
/** A tag of any other name, alone on its line: whether it stands for itself depends on what is around it. */
const OTHER_TAG = /^ {0,3}<\/?[a-z][^:]*>\s*$/i;

/**
 * Parts a Markdown text where parting changes nothing of what it says, into pieces of at least `least` characters, so
 * that each can be read by itself. What cannot be parted (a list, a table, code) stays one piece; one that gets longer than
 * `most` characters is given as far as it was read, and is the last.
 *
 * @param text with lines that end in `\n`
 */
export function* piecesOf(text: string, least: number, most: number): Generator<string> {
  let from = 0;
  let isAfterEmpty = true;
  let ends: RegExp | null = null;
  for (let at = 0; at < text.length;) {
    if (at - from > most) {
      yield text.slice(from, at);
      return;
    }
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (ends === null) {
      if (at - from >= least && (HEADING.test(line) || (isAfterEmpty && LETTER.test(line)))) {
        yield text.slice(from, at);
        from = at;
      }
      if (OTHER_TAG.test(line) && !HTML.some(([opens]) => opens.test(line))) break;
      ends = endOf(line);
    } else if (ends.test(line)) ends = null;
    isAfterEmpty = EMPTY.test(line);
    at = end < 0 ? text.length : end + 1;
  }
  if (from < text.length) yield text.slice(from);
}

/** What ends the code or HTML that a line opens; null where it opens none. */
function endOf(line: string): RegExp | null {
  const fence = FENCE.exec(line);
  const mark = fence?.[1] ?? fence?.[2];
  if (mark !== undefined) return new RegExp(`^ {0,3}${mark[0] ?? ''}{${mark.length},}[ \\t]*$`);
  const ends = HTML.find(([opens]) => opens.test(line))?.[1];
  return ends === undefined || ends.test(line) ? null : ends;
}
