/** A character that does not fit GSM-7 with what can stand for it; an empty text where it can only go. */
export interface Replacement {
  readonly character: string;
  /** What people call it. */
  readonly name: string;
  /** Null where nothing can stand for it without changing what is said. */
  readonly by: string | null;
}

/**
 * Typographic characters that slip in by copying or by a helpful keyboard, with their plain forms. One of them makes a
 * whole text travel in UCS-2, with 70 characters to the segment in place of 160.
 * Source of what GSM-7 holds: 3GPP TS 23.038, section 6.2.1
 */
const plain: Readonly<Record<string, readonly [name: string, by: string]>> = {
  '\u2018': ['opening single quote', "'"],
  '\u2019': ['curly apostrophe', "'"],
  '\u201A': ['low single quote', "'"],
  '\u201B': ['reversed single quote', "'"],
  '\u2032': ['prime', "'"],
  '\u02BC': ['letter apostrophe', "'"],
  '`': ['backtick', "'"],
  '\u00B4': ['acute accent', "'"],
  '\u201C': ['opening double quote', '"'],
  '\u201D': ['closing double quote', '"'],
  '\u201E': ['low double quote', '"'],
  '\u201F': ['reversed double quote', '"'],
  '\u2033': ['double prime', '"'],
  '\u00AB': ['opening guillemet', '"'],
  '\u00BB': ['closing guillemet', '"'],
  '\u2039': ['opening single guillemet', "'"],
  '\u203A': ['closing single guillemet', "'"],
  '\u2010': ['hyphen', '-'],
  '\u2011': ['non-breaking hyphen', '-'],
  '\u2012': ['figure dash', '-'],
  '\u2013': ['en dash', '-'],
  '\u2014': ['em dash', '-'],
  '\u2015': ['horizontal bar', '-'],
  '\u2212': ['minus sign', '-'],
  '\u2026': ['ellipsis', '...'],
  '\u2022': ['bullet', '-'],
  '\u00B7': ['middle dot', '-'],
  '\u2044': ['fraction slash', '/'],
  '\u00D7': ['multiplication sign', 'x'],
  '\u00A9': ['copyright sign', '(c)'],
  '\u00AE': ['registered sign', '(R)'],
  '\u2122': ['trade mark sign', '(TM)'],
  '\u2192': ['arrow', '->'],
  '\u00A0': ['non-breaking space', ' '],
  '\u2002': ['en space', ' '],
  '\u2003': ['em space', ' '],
  '\u2007': ['figure space', ' '],
  '\u2009': ['thin space', ' '],
  '\u200A': ['hair space', ' '],
  '\u202F': ['narrow non-breaking space', ' '],
  '\u3000': ['wide space', ' '],
  '\t': ['tab', ' '],
  '\u200B': ['zero-width space', ''],
  '\u200C': ['zero-width non-joiner', ''],
  '\u200D': ['zero-width joiner', ''],
  '\u200E': ['left-to-right mark', ''],
  '\u200F': ['right-to-left mark', ''],
  '\u2060': ['word joiner', ''],
  '\uFEFF': ['byte order mark', ''],
  '\u00AD': ['soft hyphen', ''],
  '\uFE0F': ['emoji selector', ''],
};

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;
/** A digit in a box. */
const keycap = /^[0-9#*]\uFE0F?\u20E3$/;

/** Tells of one character, which may take several code points, what it is and what can stand for it. */
export function replacementFor(character: string): Replacement {
  const known = Object.hasOwn(plain, character) ? plain[character] : undefined;
  if (known) return { character, name: known[0], by: known[1] };
  const composed = character.normalize('NFC');
  if (composed !== character) return { character, name: 'letter and accent apart', by: composed };
  if (keycap.test(character)) return { character, name: 'emoji', by: character.charAt(0) };
  if (emoji.test(character)) return { character, name: 'emoji', by: '' };
  return { character, name: codePoint(character), by: null };
}

/** Gives the text with one character replaced throughout. */
export function replaceCharacter(text: string, { character, by }: Replacement): string {
  return by === null ? text : tidy(text.split(character).join(by), by);
}

/** Gives the text with everything replaced that something can stand for. */
export function replaceAllCharacters(text: string, characters: readonly string[]): string {
  return characters.map(replacementFor).reduce(replaceCharacter, text);
}

/** Where something went without a trace, no two spaces stay behind. */
function tidy(text: string, by: string): string {
  return by === '' ? text.replace(/ {2,}/g, ' ').replace(/ +(?=\n|$)/g, '') : text;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
