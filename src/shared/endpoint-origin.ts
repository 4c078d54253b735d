/** OpenAI's own endpoint, which holds while no other is set. */
export const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/** Names that only a network of one's own resolves. Sources: RFC 6761, RFC 6762, RFC 8375, and ICANN's resolution on .internal */
const LOCAL_NAME = /^(?:[^.]+|.+\.(?:localhost|local|internal|home\.arpa))$/;
/** Addresses that are not reached over the internet. Sources: RFC 1122, RFC 1918, RFC 3927 */
const PRIVATE_V4 = /^(?:127|10|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[.\d]+$/;
/** As WHATWG's URLs write them, in brackets. Sources: RFC 4193 (fc00::/7), RFC 4291 (::1, fe80::/10) */
const PRIVATE_V6 = /^\[(?:::1\]|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/;

/**
 * Gives the endpoint that a key belongs to: scheme, host and port of an address, such as `https://api.openai.com`.
 *
 * @param baseUrl as the settings have it; empty: OpenAI's own
 */
export function endpointOrigin(baseUrl: string): string {
  return new URL(baseUrl === '' ? OPENAI_BASE_URL : baseUrl).origin;
}

/** Whether anybody on the way to an address can read what is sent there: plain http to a host on the internet. */
export function isReadableOnTheWay(baseUrl: string): boolean {
  if (baseUrl === '') return false;
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === 'https:') return false;
  if (hostname.startsWith('[')) return !PRIVATE_V6.test(hostname);
  return !PRIVATE_V4.test(hostname) && !LOCAL_NAME.test(hostname);
}
