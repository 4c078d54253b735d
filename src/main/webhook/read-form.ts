import { parse } from 'node:querystring';
import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../../shared/connection';

/** Largest body taken, in bytes. Twilio's own requests stay far below. */
const MAX_FORM_BYTES = 64 * 1024;
/** Most fields read; Twilio sends some 40, and a sender with thousands is not Twilio. */
const MAX_FIELDS = 1000;

/** The fields of a form, as they must be given to the signature check: nothing trimmed, nothing left out. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export type FormResult =
  { readonly ok: true; readonly fields: FormFields } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads a request's body as `application/x-www-form-urlencoded`. Compressed bodies and other types are
 * refused, and so is a body larger than MAX_FORM_BYTES, as soon as that is known.
 */
export function readForm(request: IncomingMessage): Promise<FormResult> {
  if (!isForm(request)) return Promise.resolve({ ok: false, refusal: 'not-a-form' });
  if (Number(request.headers['content-length'] ?? 0) > MAX_FORM_BYTES) {
    return Promise.resolve({ ok: false, refusal: 'too-large' });
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_FORM_BYTES) return void chunks.push(chunk);
      request.removeAllListeners('data');
      request.resume();
      resolve({ ok: false, refusal: 'too-large' });
    });
    request.on('end', () => {
      const [only] = chunks;
      const text = (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString();
      resolve({
        ok: true,
        fields: parse(text, '&', '=', { maxKeys: MAX_FIELDS }) as Record<string, string | string[]>,
      });
    });
    request.on('error', reject);
  });
}

function isForm(request: IncomingMessage): boolean {
  const type = request.headers['content-type'] ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  return encoding === 'identity' && /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type.trim());
}
