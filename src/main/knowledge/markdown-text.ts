import type { Token, Tokens } from 'marked';

/**
 * Gives what is read of a line of Markdown, without its marks: an SMS has no bold and no links. A line break of the file is
 * a space, as it is where Markdown is shown; one that is meant (a backslash at the end of the line) stays.
 */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map(tokenText).join('');
}

function tokenText(token: Token): string {
  switch (token.type) {
    case 'br':
      return '\n';
    case 'escape':
      return (token as Tokens.Escape).text;
    case 'codespan':
      return (token as Tokens.Codespan).text;
    case 'link':
      return linkText(token as Tokens.Link);
    case 'image':
      return (token as Tokens.Image).text;
    case 'html':
      return token.raw;
    case 'text': {
      const { tokens, text } = token as Tokens.Text;
      return tokens ? plainText(tokens) : decodeEntities(text.replace(/\n[ \t]*/g, ' '));
    }
    default: {
      const inside = insideOf(token);
      return inside ? plainText(inside) : decodeEntities(token.raw);
    }
  }
}

/** Gives what a token consists of, if it does of others. */
export function insideOf(token: Token): readonly Token[] | undefined {
  return (token as { readonly tokens?: readonly Token[] }).tokens;
}

/** An address that stands there as it is stays so; one behind other words follows them. */
function linkText({ raw, text, href, tokens }: Tokens.Link): string {
  if (!raw.startsWith('[')) return raw.replace(/^<(.*)>$/s, '$1');
  const words = plainText(tokens);
  return words === href || text === href ? words : `${words} (${href})`;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Numbers of characters and the few names that people write. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name = '') => {
      const code = decimal === undefined ? (hex === undefined ? NaN : parseInt(hex, 16)) : Number(decimal);
      if (Number.isNaN(code)) return named[String(name).toLowerCase()] ?? whole;
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
