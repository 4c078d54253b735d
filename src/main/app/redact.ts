/** What stands where a secret stood. */
const HIDDEN = '[secret]';

/**
 * Things that look like secrets, whoever wrote them into a text. Twilio's auth tokens are 32 hexadecimal digits; SIDs
 * begin with two letters before those digits, so they are not touched, nor are document ids (24 digits).
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Basic|Bearer)\s+[\w+/=.~-]{8,}/gi, `$1 ${HIDDEN}`],
  [/(:\/\/)[^\s/@:"']*:[^\s/@"']+@/g, `$1${HIDDEN}@`],
  [/\b[0-9a-f]{32}\b/gi, HIDDEN],
  // OpenAI and those who copied its form; ngrok's authtokens.
  [/\b(?:sk|pk|rk)-[\w-]{16,}/g, HIDDEN],
  [/\b[0-9A-Za-z]{20,}_[0-9A-Za-z]{15,}\b/g, HIDDEN],
  [
    /\b((?:auth[_-]?token|api[_-]?key|secret|password|x-twilio-signature)["']?\s*[:=]\s*["']?)[^\s"',;}]{6,}/gi,
    `$1${HIDDEN}`,
  ],
];

/** Shorter values are not hidden by themselves: they would blank out ordinary words. */
const SHORTEST_SECRET = 6;

export interface Redactor {
  /** Has a value hidden from now on, wherever it stands in a text. */
  hide(secret: string): void;
  /** Gives the text with every known secret, and all that looks like one, replaced. */
  redact(text: string): string;
}

/** Makes what keeps secrets out of the logs. It is a net below: nothing should log a secret in the first place. */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  return {
    hide(secret) {
      if (secret.length < SHORTEST_SECRET) return;
      known.add(secret);
      known.add(encodeURIComponent(secret));
      known.add(Buffer.from(secret).toString('base64'));
    },
    redact(text) {
      let clean = text;
      for (const secret of known) clean = clean.replaceAll(secret, HIDDEN);
      for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
      return clean;
    },
  };
}
