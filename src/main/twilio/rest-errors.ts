import { explainError } from '../../shared/error-guide';
import { TwilioRefusal, TwilioUnreachable } from './client';

/**
 * What Node says when no connection came to be, whatever it was doing. A network that goes away can also end a connection
 * over which a request is out already (EHOSTUNREACH, ENETDOWN and their like), so those count only while connecting.
 */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

interface Clues {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  /** One for each address of a name that was tried. */
  readonly errors?: unknown;
}

/**
 * Tells a refusal by Twilio from an answer that never came. A fault of Twilio's own (5xx) counts as no answer, since
 * what was asked may have been done all the same.
 *
 * @param error whatever the SDK threw
 */
export function restErrorFrom(error: unknown): TwilioRefusal | TwilioUnreachable {
  if (error instanceof TwilioRefusal || error instanceof TwilioUnreachable) return error;
  const clues = cluesOf(error);
  if (typeof clues.status === 'number' && isAnswer(error)) return fromAnswer(clues.status, clues);
  return fromNetwork(clues);
}

/** The SDK's error for an HTTP answer; the network library's own errors can carry a status too. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && !('isAxiosError' in error);
}

function fromAnswer(status: number, clues: Clues): TwilioRefusal | TwilioUnreachable {
  const code = typeof clues.code === 'number' ? clues.code : null;
  const said = typeof clues.message === 'string' && clues.message !== '' ? clues.message : `HTTP ${status}`;
  if (status >= 500 || status < 400) {
    return new TwilioUnreachable(`Twilio could not answer (HTTP ${status}): ${said}`, false);
  }
  const meaning = code === null ? null : explainError(code).meaning;
  return new TwilioRefusal(meaning === null ? said : `${meaning} (${said})`, status, code, undefined, said);
}

function fromNetwork(clues: Clues): TwilioUnreachable {
  const code = typeof clues.code === 'string' ? clues.code : '';
  if (NOT_CONNECTED.has(code) || isConnecting(clues)) {
    return new TwilioUnreachable(`Twilio could not be reached. Check the internet connection. (${code})`, true);
  }
  if (/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/.test(code)) {
    return new TwilioUnreachable(
      `The connection to Twilio is not secure: its certificate is not trusted. A proxy may stand between. (${code})`,
      true,
    );
  }
  if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
    return new TwilioUnreachable(`Twilio did not answer in time. (${code})`, false);
  }
  return new TwilioUnreachable(`The connection to Twilio broke. (${code || textOf(clues)})`, false);
}

/** Whether the connection itself never came to be, as for a time-out while connecting. */
function isConnecting(clues: Clues): boolean {
  const cause = cluesOf(clues.cause);
  const tried = Array.isArray(cause.errors) ? cause.errors.map(cluesOf) : [];
  return [clues, cause, ...tried].some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
}

function cluesOf(value: unknown): Clues {
  return typeof value === 'object' && value !== null ? value : {};
}

function textOf(clues: Clues): string {
  return typeof clues.message === 'string' ? clues.message.slice(0, 200) : 'no reason given';
}
