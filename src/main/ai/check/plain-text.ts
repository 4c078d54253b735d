import { lexer, type Token, type Tokens } from 'marked';
import { fine, type Rule } from './rule';

/** Characters without which a text has no markup. */
const MAY_BE_MARKUP = /[*_`#>[\]~|\\]|^\s*[-+]\s|^\s*(?:-{3,}|={3,})\s*$|^ {4}/m;

/** A text message shows markup as it is written: stars, brackets and all. So it is taken off. */
export const plainText: Rule = {
  name: 'plain text',
  forTeamWords: true,
  check(text, { type }) {
    if (type !== 'sms' || !MAY_BE_MARKUP.test(text)) return fine;
    const plain = toPlainText(text);
    return plain === text.trim()
      ? fine
      : { kind: 'changed', text: plain, sentence: 'Markup that text messages cannot show was taken off.' };
  },
};

/** Gives the words of a Markdown text: lists keep their dashes and numbers, links their addresses. */
export function toPlainText(text: string): string {
  return blocks(lexer(text))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function blocks(tokens: readonly Token[]): string {
  return tokens.map(block).join('');
}

function block(token: Token): string {
  switch (token.type) {
    case 'heading':
    case 'paragraph':
      return inline(token.tokens ?? []) + endOf(token);
    case 'list':
      return `${(token as Tokens.List).items.map((item, index) => listItem(token as Tokens.List, item, index)).join('\n')}${endOf(token) || '\n'}`;
    case 'blockquote':
      return `${blocks(token.tokens ?? []).trim()}\n`;
    case 'code':
      return `${(token as Tokens.Code).text}\n`;
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return `${[header, ...rows].map((cells) => cells.map((cell) => inline(cell.tokens)).join(', ')).join('\n')}\n`;
    }
    case 'hr':
    case 'def':
      return '\n';
    case 'text':
      return token.tokens ? inline(token.tokens) + endOf(token) : token.raw;
    default:
      return token.raw;
  }
}

function listItem({ ordered, start }: Tokens.List, item: Tokens.ListItem, index: number): string {
  const sign = ordered ? `${(start || 1) + index}.` : '-';
  return `${sign} ${blocks(item.tokens).trim()}`;
}

function inline(tokens: readonly Token[]): string {
  return tokens.map(word).join('');
}

function word(token: Token): string {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return inline(token.tokens ?? []);
    case 'codespan':
      return (token as Tokens.Codespan).text;
    case 'br':
      return '\n';
    case 'escape':
      return (token as Tokens.Escape).text;
    case 'link': {
      const { href, raw, tokens: inner } = token as Tokens.Link;
      const words = inline(inner);
      const isBare = !raw.startsWith('[') || words === href || `mailto:${words}` === href;
      return isBare ? words : words === '' ? href : `${words} (${href})`;
    }
    case 'image': {
      const { href, text } = token as Tokens.Image;
      return text === '' ? href : `${text} (${href})`;
    }
    default:
      return token.raw;
  }
}

/** The line breaks that a block ended with. */
function endOf({ raw }: Token): string {
  return /\n*$/.exec(raw)?.[0] ?? '';
}
