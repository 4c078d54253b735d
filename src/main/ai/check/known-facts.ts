import { asRead, linksIn, withoutLinks } from './find-links';
import { fine, refused, type About, type Rule } from './rule';

/** What may be a phone number: international, in groups of digits, or seven digits as they are written in North America. */
const PHONE =
  /\+\d[\d\s().-]{5,}\d|(?<![\d.,:/-])\(?\d{2,5}\)?(?:[\s.-]?\d{2,5}){2,}(?![\d,:/]|\.\d)|\b\d{3}[-.]\d{4}\b/g;
/** An address of e-mail wherever it stands. */
const ANY_MAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}/gu;
/** What else has many digits: dates, times from and to, seasons, round amounts. */
const NO_PHONE = [
  /\b\d{1,4}([-./])\d{1,2}\1\d{1,4}\b/g,
  /\b(?:[01]?\d|2[0-4])[.:h][0-5]\d\s*[-–—]\s*(?:[01]?\d|2[0-4])[.:h][0-5]\d\b/g,
  /\b(?:19|20)\d\d[-–](?:19|20)\d\d\b/g,
  /\b\d{1,3}(?:[ .,]000)+\b/g,
];
/** Most digits of a country's code. Source: ITU-T E.164 */
const MOST_OF_COUNTRY = 3;
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
    const links = linksIn(asRead(text));
    if (links.length === 0) return fine;
    const given = linksIn(asRead(teamWords(about))).map(comparable);
    // Whose page the team names, their first page may be named too.
    const said = new Set([...given, ...given.map((link) => link.split('/', 1)[0] ?? '')]);
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
    const mails = said.match(ANY_MAIL) ?? [];
    const phones = phonesIn(withoutLinks(said.replace(ANY_MAIL, ' ')));
    if (mails.length + phones.length === 0) return fine;
    const customer = [...about.earlier, ...about.turns]
      .filter(({ who }) => who === 'customer')
      .map(({ text: own }) => own);
    const sources = plainDigits([teamWords(about), about.ourNumber ?? '', ...customer].join('\n'));
    const known = new Set((sources.match(ANY_MAIL) ?? []).map((mail) => mail.toLowerCase()));
    const digits = sources.split('\n').map(digitsOf);
    const numbers = phonesIn(sources).map(nationalOf);
    const isKnown = (phone: string) =>
      digits.some((line) => line.includes(nationalOf(phone))) ||
      numbers.some((number) => phone.endsWith(number) && phone.length - number.length <= MOST_OF_COUNTRY);
    return mails.some((mail) => !known.has(mail.toLowerCase())) || phones.some((phone) => !isKnown(phone))
      ? refused('The AI’s answer has a phone number or an e-mail address that it was not given.')
      : fine;
  },
};

/** Gives the digits of what may be phone numbers. */
function phonesIn(text: string): readonly string[] {
  const rest = NO_PHONE.reduce((left, other) => left.replace(other, ' '), text);
  return (rest.match(PHONE) ?? []).map(digitsOf).filter(({ length }) => length >= LEAST_DIGITS);
}

/** Without the zero that stands for the own country. */
function nationalOf(phone: string): string {
  return phone.replace(/^0+/, '');
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

/** The same as people read it, with digits of every script as 0 to 9. */
function plainDigits(text: string): string {
  return asRead(text)
    .replaceAll('(0)', '')
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
