/** A link that is written out, or what may be one without its scheme: `https://a.example/x`, `www.a.example`, `a.example/x`. */
const MAY_BE_LINK =
  /\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>"'”]+|(?<![\p{L}\p{N}_])(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62}[\p{L}\p{N}_])?\.)+[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?::\d{1,5})?(?:\/[^\s<>"'”]*)?/giu;
const WRITTEN_OUT = /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)/i;
/** Ends of domains that are told in any case; the others only where no sentence may begin, see `isLink`. */
const KNOWN_ENDS =
  /^(?:com|net|org|io|co|app|dev|shop|store|info|biz|me|ly|gl|gg|xyz|link|click|site|online|top|example|test|de|uk|fr|es|nl|ru|cn|pl|cz|se|fi|dk|ch|eu|jp|kr|br|mx|ca|au|nz|tv|cc|ai|us|support|help|cloud|live|pro|vip|tech|page|web|website|space|icu|рф|рус|укр|бел|қаз|онлайн|сайт|中国|公司|网络|网址|在线|한국|भारत)$/iu;
/** What stands behind a dot and is no domain: ends of names of files, and of companies (`Co.KG`). */
const NO_ENDS =
  /^(?:pdf|jpe?g|png|gif|heic|docx?|xlsx?|pptx?|csv|txt|md|json|xml|html?|js|ts|mp[34]|wav|exe|dmg|apk|kg|kgaa|ohg|am|pm|uhr)$/i;

/** An address of e-mail. What stands in the path of a link is left to the link. */
const MAIL = /(?<![/\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}/gu;

/**
 * Gives a text as phones and people read it: digits and signs of every width as plain ones, without characters that show
 * nothing, and with dots and at signs that are only spelled.
 */
export function asRead(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/(?<=[\p{L}\p{N}])。(?=[a-z])/giu, '.')
    .replace(/\s*[([{]\s*(?:dot|\.)\s*[)\]}]\s*|\s+dot\s+(?=(?:com|net|org|info|co|io)\b)/gi, '.')
    .replace(/\s*[([{]\s*(?:at|@)\s*[)\]}]\s*/gi, '@');
}

/** Gives the links of a text that was made readable by `asRead`. */
export function linksIn(text: string): readonly string[] {
  const found = text.replace(MAIL, ' ').match(MAY_BE_LINK) ?? [];
  return found.map((link) => link.replace(/[.,;:!?)\]}»…]+$/u, '')).filter(isLink);
}

/** Takes links out of such a text. */
export function withoutLinks(text: string): string {
  return text.replace(MAY_BE_LINK, (found) => (isLink(found) ? ' ' : found));
}

function isLink(found: string): boolean {
  if (WRITTEN_OUT.test(found)) return true;
  const [host = '', ...path] = found.split(/[/:]/);
  const labels = host.split('.');
  if (labels.length === 4 && labels.every((label) => /^\d{1,3}$/.test(label))) return path.length > 0;
  return labels.some((label, at) => {
    const before = labels[at - 1];
    if (before === undefined) return false;
    if (KNOWN_ENDS.test(/^\p{L}+(?=-|$)/u.exec(label)?.[0] ?? '')) return true;
    if (!/^[a-z]{2,24}$/i.test(label) || NO_ENDS.test(label) || !/\p{L}/u.test(before)) return false;
    // A sentence without the space before it ("open.Then") begins with a capital.
    return path.length > 0 || label === label.toLowerCase() || label === label.toUpperCase();
  });
}
