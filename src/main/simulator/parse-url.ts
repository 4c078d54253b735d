/** Takes a text apart as an absolute http or https address; undefined when it is none. */
export function parseHttpUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Gives the absolute form of an address in a document. Text that is no address stays as it is: asking it then fails as
 * it does at Twilio.
 */
export function resolveUrl(text: string, documentUrl: string): string {
  try {
    return new URL(text, documentUrl).href;
  } catch {
    return text;
  }
}
