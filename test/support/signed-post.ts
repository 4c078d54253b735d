import http from 'node:http';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';

export interface SignedAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Posts a form as Twilio does, on a connection that is kept open.
 *
 * @param signedFor base URL that Twilio believes to post to; where it is posted unless said
 * @throws when the connection breaks before the whole answer is there
 */
export function postSigned(
  agent: http.Agent,
  base: string,
  route: string,
  token: string,
  form: Readonly<Record<string, string>>,
  signedFor = base,
): Promise<SignedAnswer> {
  const body = new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const request = http.request(
      base + route,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'x-twilio-signature': getExpectedTwilioSignature(token, signedFor + route, { ...form }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (!response.complete) reject(new Error('The answer was cut off'));
          else resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
