/**
 * Texts in which a service sends a one-time code, from their first word to their last. People write of codes too (“your code
 * 1234 does not work”), so whatever else stands in a text makes it theirs.
 * Source of the forms: https://www.twilio.com/docs/verify/supported-languages (templates of a verification service) and
 * https://wicg.github.io/sms-one-time-codes/ (the last line `@example.com #123456`, which only services write).
 */

/** Four to eight digits, also in two groups, also with letters and a hyphen before: 1000, 123-456, G-123456. */
const CODE = String.raw`(?:[A-Z]{1,3}-)?\d{3,4}[- ]?\d{0,4}\d`;
/** What the code is for: names in capitals, and words for the kind of code. */
const OF = String.raw`(?:(?:[A-Z][\w.&'’-]*|verification|verify|security|log-?in|sign-?in|access|confirmation|authentication|activation|one[- ]time|temporary|2FA) ){0,4}`;
const KIND = String.raw`(?:[Cc]ode|CODE|OTP|PIN|[Pp]asscode|[Pp]assword)`;

const heads: readonly RegExp[] = [
  new RegExp(String.raw`^(?:[A-Z][\w.&'’ ]{0,29}: ?)?[Yy]our ${OF}${KIND}(?: is:?|:) ?${CODE}\b`),
  new RegExp(String.raw`^(?:[A-Z][\w.&'’ ]{0,29}: ?)?${CODE} is your ${OF}${KIND}\b`),
  new RegExp(String.raw`^Use (?:code )?${CODE} as your ${OF}${KIND}\b`),
  new RegExp(
    String.raw`^(?:Ihr|Dein|Tu|Su|Votre|Ton|Il tuo|Seu|O seu) (?:[Cc]ode|\p{L}+code|c[oó]digo|codice)(?: d\p{L}+ \p{L}+)?(?: lautet| ist| es| est| è| é)?:? ?${CODE}\b`,
    'u',
  ),
];

/** What services say after it; the words for how long, for whom and why are free. */
const tails: readonly RegExp[] = [
  /^(?:please )?(?:do not|don['’]t|never) (?:share|give|forward|disclose|tell)\b/i,
  /^(?:it|this code|the code|code)? ?(?:expires|will expire|is valid|valid)\b/i,
  /^(?:if you )?(?:did not|didn['’]t) (?:request|ask)\b/i,
  /^(?:please )?ignore this (?:message|text)$/i,
  /^@[\w.-]+\.\w{2,} #\d{4,8}$/,
];

/** What a person says and a service does not: “It expires before I can use it”, “Do not share my address”. */
const OF_PERSON = /\?|\b(?:I|my|me)\b/;

/** Whether a text is certainly one that a service sends with a one-time code in it. */
export function isOneTimeCode(text: string): boolean {
  const head = heads.map((one) => one.exec(text)?.[0]).find((found) => found !== undefined);
  if (head === undefined) return false;
  const rest = text
    .slice(head.length)
    .split(/[.!,;\n()]+(?=\s|$)|\s[-–]\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return !OF_PERSON.test(text) && rest.every((part) => tails.some((one) => one.test(part)));
}
