/** Why a request to ourselves did not come back: a sentence for people with what to do, and the technical text. */
export interface Trouble {
  readonly reason: string;
  readonly detail: string;
}

/** What answered at the public address. */
export interface Answered {
  readonly status: number;
  /** Its content type. */
  readonly type: string;
  readonly location: string | null;
  /** The beginning of it. */
  readonly body: string;
}

/** Says what is wrong when something answered that is not this console. */
export function strangerWords(answered: Answered & { readonly cameChanged: boolean }): Trouble {
  const { status, type, location } = answered;
  const detail = `HTTP ${status}${type && `, ${type}`}${location === null ? '' : `, location ${location}`}`;
  return { reason: reasonFor(answered), detail };
}

function reasonFor({ status, type, location, body, cameChanged }: Parameters<typeof strangerWords>[0]): string {
  if (cameChanged) {
    return 'The test request came back changed: a proxy on the way rewrites its path, its form or its signature, so Twilio’s requests are refused too. Let it pass POST requests on as they are.';
  }
  if (status >= 300 && status < 400) {
    return `The public address sends requests on to ${hostOf(location)}, where they arrive without the message. Give the address that it leads to.`;
  }
  if (/xml/i.test(type) && /<Response\s*\/>/.test(body)) {
    return 'Another console answers at the public address. Close the other one, or give each an address of its own.';
  }
  if (status === 502 || status === 503 || status === 504) {
    return 'The tunnel or proxy at the public address answers, but does not reach this console. Check that it leads to this computer and port.';
  }
  if (/html/i.test(type) && (status === 200 || status === 401 || status === 403)) {
    return 'A web page answers at the public address instead of this console: a login or a warning, perhaps. Twilio cannot pass it; let POST requests below /api/webhooks through.';
  }
  return `The public address does not lead to this console (HTTP ${status}). Check where the tunnel or proxy points to.`;
}

const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** Says what is wrong when nothing answered. */
export function brokenWords(error: unknown, isTooLate: boolean): Trouble {
  const code = codeOf(error);
  const detail = code ?? (error instanceof Error ? error.message : String(error));
  if (isTooLate) {
    return { reason: 'Nothing came back from the public address within 10 seconds.', detail: 'time-out' };
  }
  if (code !== null && NO_SUCH_HOST.has(code)) {
    return {
      reason: 'The name of the public address cannot be found. Check the internet connection and the address.',
      detail,
    };
  }
  if (code !== null && /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/.test(code)) {
    return {
      reason: 'The certificate of the public address is not trusted. Twilio refuses it as well: use a valid one.',
      detail,
    };
  }
  return {
    reason: 'Nobody answers at the public address. Check the internet connection, and the tunnel or proxy there.',
    detail,
  };
}

/** What the network calls it; `fetch` hides that in the cause of its error. */
function codeOf(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string') return one.code;
  }
  return null;
}

function hostOf(location: string | null): string {
  try {
    return new URL(location ?? '').host;
  } catch {
    return 'another address';
  }
}
