import type { RequestHandler, Response } from 'express';
import type { RestTrouble } from '../../../shared/simulator-contract';
import type { Parts } from '../parts';
import { RestRefusal } from './rest-error';

/** What goes wrong with one request to the REST API, and whether what it asked for is done all the same. */
export type RequestTrouble =
  /** The connection breaks: with nothing done, with all done and no answer, or in the middle of the answer. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' | 'mid-answer' }
  /** Answered with 429, nothing done. */
  | { readonly kind: 'too-many'; readonly retryAfterSeconds?: number }
  /** Answered with 500, with nothing or with all done. */
  | { readonly kind: 'fault'; readonly when: 'before' | 'after' }
  /** Refused with this of Twilio's numbers, nothing done. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: number }
  /** Never answered, nothing done. */
  | { readonly kind: 'silent' };

/** Says what goes wrong with a request; null for nothing. */
export type TroubleScript = (request: { readonly method: string; readonly path: string }) => RequestTrouble | null;

/** Acts out what is set to be wrong with the API: for this request as the script says, else for all. */
export function makeTrouble({ settings }: Parts, script: TroubleScript): RequestHandler {
  return (request, response, next) => {
    const trouble = script(request) ?? lasting(settings.restTrouble, request);
    if (trouble === null) {
      next();
      return;
    }
    switch (trouble.kind) {
      case 'silent':
        return;
      case 'too-many':
        if (trouble.retryAfterSeconds !== undefined) response.set('Retry-After', String(trouble.retryAfterSeconds));
        throw new RestRefusal(20_429, 'Too Many Requests', 429);
      case 'refuse':
        throw new RestRefusal(trouble.code, 'Refused', trouble.status);
      case 'fault':
        if (trouble.when === 'before') throw fault();
        answerInstead(response, () => {
          response.statusCode = 500;
          return JSON.stringify(fault().body);
        });
        break;
      case 'drop':
        if (trouble.when === 'before') {
          request.socket.destroy();
          return;
        }
        if (trouble.when === 'mid-answer') cutAnswer(response);
        else response.end = () => response.destroy();
        break;
    }
    next();
  };
}

function lasting(
  trouble: RestTrouble,
  request: { readonly method: string; readonly path: string },
): RequestTrouble | null {
  switch (trouble) {
    case 'too-many':
    case 'silent':
      return { kind: trouble };
    case 'fault':
      return { kind: 'fault', when: 'before' };
    case 'drop-after-create':
      return request.method === 'POST' && request.path.endsWith('/Messages.json')
        ? { kind: 'drop', when: 'after' }
        : null;
    case 'none':
      return null;
  }
}

function fault(): RestRefusal {
  return new RestRefusal(20_500, 'An internal server error has occurred', 500);
}

/** Lets the answer be another one than what it would have been. */
function answerInstead(response: Response, answer: () => string): void {
  const end = response.end.bind(response);
  response.end = () => {
    const body = answer();
    response.setHeader('Content-Length', Buffer.byteLength(body));
    return end(body);
  };
}

/** Breaks the connection once half of the answer is out. */
function cutAnswer(response: Response): void {
  response.end = (body?: unknown) => {
    const bytes = Buffer.from(typeof body === 'string' || Buffer.isBuffer(body) ? body : '');
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
    return response;
  };
}
