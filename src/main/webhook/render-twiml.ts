/** The answer that tells Twilio to send nothing. A bare "OK" would be texted to the customer. */
export const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** A text as XML 1.0 content: markup escaped, characters that XML 1.0 cannot carry left out. */
function escapeXml(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\uFFFD')
      // eslint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

/**
 * Gives the TwiML that replies to a text. The same text and address are always the same bytes.
 *
 * @param reportTo where Twilio says what becomes of the reply; undefined while it cannot reach us. It stands there twice,
 *   since which of the two Twilio asks depends on the channel.
 * Source: https://www.twilio.com/docs/messaging/twiml/message#statuscallback
 */
export function renderReply(text: string, reportTo: string | undefined): string {
  const url = reportTo === undefined ? undefined : escapeXml(reportTo);
  const links = url === undefined ? '' : ` action="${url}" statusCallback="${url}"`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Message${links}>${escapeXml(text)}</Message></Response>`;
}
