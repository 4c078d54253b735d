/**
 * Decides which addresses media may come from, and which of those may be told the account's credentials.
 */
export interface MediaHosts {
  /** Whether a link may be asked at all. */
  isAllowed(url: URL): boolean;
  /** Whether it may be asked with the account SID and auth token. */
  mayHaveCredentials(url: URL): boolean;
}

/** Where Twilio keeps files that its API redirects to. Source: https://www.twilio.com/docs/messaging/api/media-resource */
const STORAGE = [
  /^(?:[a-z0-9-]+\.)*twiliocdn\.com$/,
  /^(?:media|mms)\.twiliocdn\.com\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/,
];
const SHARED_STORAGE = /^s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/;

/**
 * @param apiBaseUrl the stand-in that takes Twilio's place (then nothing else is allowed); null for Twilio itself
 */
export function createMediaHosts(apiBaseUrl: string | null): MediaHosts {
  if (apiBaseUrl !== null) {
    const { origin, protocol, hostname } = new URL(apiBaseUrl);
    // Like Twilio, it keeps its files elsewhere: at another port of its machine.
    return {
      isAllowed: (url) => url.protocol === protocol && url.hostname === hostname && hasNoUser(url),
      mayHaveCredentials: (url) => url.origin === origin && hasNoUser(url),
    };
  }
  const isTwilio = (url: URL) => isPlainHttps(url) && /(?:^|\.)twilio\.com$/.test(url.hostname);
  return {
    mayHaveCredentials: isTwilio,
    isAllowed: (url) =>
      isTwilio(url) ||
      (isPlainHttps(url) &&
        (STORAGE.some((host) => host.test(url.hostname)) ||
          // A host that anybody can have a folder on: only Twilio's own folder counts.
          (SHARED_STORAGE.test(url.hostname) && /^\/(?:media|mms)\.twiliocdn\.com\//.test(url.pathname)))),
  };
}

function isPlainHttps(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && hasNoUser(url);
}

function hasNoUser(url: URL): boolean {
  return url.username === '' && url.password === '';
}
