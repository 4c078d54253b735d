import { fine, refused, type About, type Rule } from './rule';

/** A link, written out or bare: `https://a.example/x`, `www.a.example`, `a.example/x`. */
const LINK =
  /\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>"'”]+|(?<![@\p{L}\p{N}.-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?\.)+(?:com|net|org|io|co|app|dev|shop|store|info|biz|me|ly|gl|gg|xyz|link|click|site|online|top|example|test|de|uk|fr|es|nl|ru|cn|pl|cz|se|fi|dk|ch|eu|jp|kr|br|mx|ca|au|nz|tv|cc)\b(?![.@-]?[\p{L}\p{N}])(?:\/[^\s<>"'”]*)?/giu;
const MAIL = /(?<![/\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}/gu;
/** What may be a phone number: international, in groups of digits, or seven digits as they are written in North America. */
const PHONE =
  /\+\d[\d\s().-]{5,}\d|(?<![\d.,:/-])\(?\d{2,5}\)?(?:[\s.-]?\d{2,5}){2,}(?![\d,:/]|\.\d)|\b\d{3}[-.]\d{4}\b/g;
const DATE = /\b\d{1,4}([-./])\d{1,2}\1\d{1,4}\b/g;
/** Fewest digits by which a number can belong to somebody. */
const LEAST_DIGITS = 7;

/**
 * Only links are said that the team gave: in its instructions, its knowledge, its own messages, or by naming their domain
 * in the settings. A customer's own link is none of these: whoever wrote it may want us to send it on.
 */
export const knownLinks: Rule = {
  name: 'known links',
  forTeamWords: false,
  check(text, about) {
    const links = linksIn(text);
    if (links.length === 0) return fine;
    const said = new Set(linksIn(teamWords(about)).map(comparable));
    const unknown = links.find((link) => !said.has(comparable(link)) && !isAllowed(link, about.linkDomains));
    return unknown === undefined ? fine : refused('The AI’s answer has a link that nobody in the team gave it.');
  },
};

/** Only phone numbers and e-mail addresses are said that the model was given: any other may be another customer's, or nobody's. */
export const knownContacts: Rule = {
  name: 'known contacts',
  forTeamWords: false,
  check(text, about) {
    const said = plainDigits(text);
    const mails = said.match(MAIL) ?? [];
    const phones = (said.replace(MAIL, ' ').replace(LINK, ' ').replace(DATE, ' ').match(PHONE) ?? []).map(digitsOf);
    if (mails.length + phones.length === 0) return fine;
    const customer = [...about.earlier, ...about.turns]
      .filter(({ who }) => who === 'customer')
      .map(({ text: own }) => own);
    const sources = plainDigits([teamWords(about), about.ourNumber ?? '', ...customer].join('\n'));
    const known = new Set((sources.match(MAIL) ?? []).map((mail) => mail.toLowerCase()));
    const digits = sources.split('\n').map(digitsOf);
    const isKnown = (phone: string) => digits.some((line) => line.includes(phone.replace(/^0+/, '')));
    return mails.some((mail) => !known.has(mail.toLowerCase())) ||
      phones.some((phone) => phone.length >= LEAST_DIGITS && !isKnown(phone))
      ? refused('The AI’s answer has a phone number or an e-mail address that it was not given.')
      : fine;
  },
};

function linksIn(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .replace(MAIL, ' ')
      .match(LINK) ?? []
  ).map((link) => link.replace(/[.,;:!?)\]}»…]+$/u, ''));
}

function comparable(link: string): string {
  return link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '');
}

function isAllowed(link: string, domains: readonly string[]): boolean {
  try {
    const { protocol, hostname, username } = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(link) ? link : `https://${link}`);
    if ((protocol !== 'https:' && protocol !== 'http:') || username !== '') return false;
    return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  } catch {
    return false;
  }
}

/** All that the team itself has said or written down for this. */
function teamWords({ instructions, knowledge, turns, earlier }: About): string {
  const messages = [...earlier, ...turns].filter(({ who }) => who === 'team').map(({ text }) => text);
  return [instructions, ...knowledge, ...messages].join('\n');
}

/** The same with digits of every script as 0 to 9, and without what shows nothing. */
function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** Digits of a script stand in a row of ten from its zero. Source: The Unicode Standard, section 4.6 */
function valueOf(digit: string): number {
  let value = 0;
  for (let code = (digit.codePointAt(0) ?? 0) - 1; value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code)); code -= 1) {
    value += 1;
  }
  return value;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
