import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Refusal } from '../../shared/connection';
import { StoreUnavailableError } from '../store/store';
import type { RequestCounter } from './count-requests';
import {
  parseInboundCall,
  parseInboundMessage,
  parseStatusReport,
  type InboundCall,
  type InboundMessage,
  type ReportLink,
  type StatusReport,
} from './parse-inbound';
import type { OutgoingFiles } from './outgoing-files';
import { OWN_PATH, type OwnRequests } from './own-requests';
import { readForm, type FormFields } from './read-form';
import { EMPTY_TWIML } from './render-twiml';
import { CALL_FALLBACK } from './render-voice';
import { isSignedByTwilio, type Credentials } from './verify-signature';

/** What the server hands requests to. Each gives the TwiML to answer with. */
export interface WebhookHandlers {
  message(message: InboundMessage): Promise<string>;
  /** @param step which request of the call this is: `incoming` or what our own TwiML asked for */
  call(call: InboundCall, step: string): Promise<string>;
  status(report: StatusReport): Promise<void>;
}

export interface WebhookServerOptions {
  readonly credentials: Credentials;
  readonly handlers: WebhookHandlers;
  /** The console's own requests through its public address. */
  readonly own: Pick<OwnRequests, 'meet'>;
  readonly counter: RequestCounter;
  /** Files of outgoing messages, which Twilio fetches. */
  readonly files: Pick<OutgoingFiles, 'serve'>;
  /** Told the technical text of anything unexpected. */
  readonly onError: (error: unknown) => void;
}

/** The status that each refusal is answered with. */
const refusalStatus: Readonly<Record<Refusal, number>> = {
  signature: 403,
  account: 403,
  'missing-field': 400,
  'not-a-form': 415,
  'too-large': 413,
  'unknown-path': 404,
  method: 405,
  store: 503,
};

/** Answers a form that Twilio signed with TwiML. */
type Handle = (fields: FormFields, url: string) => Promise<string>;

class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

/**
 * Makes the server that Twilio posts to. Every answer to Twilio is `text/xml`, refusals and faults too, since
 * any other text would reach the customer.
 * Source: https://www.twilio.com/docs/messaging/twiml
 */
export function createWebhookApp(options: WebhookServerOptions): RequestListener {
  const { handlers, counter } = options;
  const fixed = new Map<string, Handle>();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);

  post('/api/webhooks/sms', receiveText);
  post('/api/webhooks/whatsapp', receiveText);
  post('/api/webhooks/voice', (fields) => receiveCall(fields, 'incoming'));
  // Whoever is asked here could not take the call: nothing is read, looked up or kept, and nothing can go wrong.
  app.post('/api/webhooks/voice/fallback', (_request, response) => send(response, 200, CALL_FALLBACK));
  app.post('/api/webhooks/voice/:step', (request, response, next) => {
    answer(request, response, (fields) => receiveCall(fields, request.params.step)).catch(next);
  });
  post('/api/webhooks/status', async (fields, url) => {
    await handlers.status(required(parseStatusReport(fields, linkOf(url))));
    return EMPTY_TWIML;
  });
  app.post(OWN_PATH, (request, response, next) => {
    answerOurselves(request, response).catch(next);
  });
  app.get('/media/:token/:name', (request, response, next) => {
    const { token, name } = request.params;
    options.files
      .serve(token, name, response)
      .then((served) => {
        if (!served) throw new RefusedError('unknown-path');
      })
      .catch(next);
  });
  app.get('/healthz', helmet(), (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/api/webhooks', (request) => {
    throw new RefusedError(isKnownPath(request.path) ? 'method' : 'unknown-path');
  });
  app.use(() => {
    throw new RefusedError('unknown-path');
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    fail(request, response, error);
  });
  return (request, response) => {
    const handle = request.method === 'POST' ? fixed.get(pathOf(request)) : undefined;
    // A path exactly as it was given to Twilio needs no router: Express alone is a fifth of what a text costs.
    if (handle) answer(request, response, handle).catch((error: unknown) => fail(request, response, error));
    else app(request, response);
  };

  function post(path: string, handle: Handle): void {
    fixed.set(path, handle);
    app.post(path, (request, response, next) => {
      answer(request, response, handle).catch(next);
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
    const form = await readForm(request);
    if (!form.ok) throw new RefusedError(form.refusal);
    if (!isSignedByTwilio(options.credentials, signatureOf(request), request.url ?? '', form.fields)) {
      throw new RefusedError('signature');
    }
    if (form.fields.AccountSid !== options.credentials.accountSid()) {
      throw new RefusedError('account');
    }
    const twiml = await handle(form.fields, request.url ?? '');
    counter.accepted();
    send(response, 200, twiml);
  }

  /** Nothing of it is kept, and it is not counted as Twilio's. */
  async function answerOurselves(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    if (!form.ok) throw new RefusedError(form.refusal);
    const met = options.own.meet(form.fields, signatureOf(request), request.url ?? '');
    if (met.kind === 'stranger') throw new RefusedError('unknown-path');
    if (met.kind === 'changed') send(response, refusalStatus.signature, EMPTY_TWIML);
    else send(response, 200, met.twiml);
  }

  async function receiveText(fields: FormFields): Promise<string> {
    return handlers.message(required(parseInboundMessage(fields)));
  }

  async function receiveCall(fields: FormFields, step: string): Promise<string> {
    return handlers.call(required(parseInboundCall(fields)), step);
  }

  function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    // Whoever broke the connection off before the end of the request waits for no answer, and nothing was kept.
    if (request.destroyed && !request.complete) return;
    refuse(response, isMalformedPath(error) ? new RefusedError('unknown-path') : error);
  }

  function refuse(response: ServerResponse, error: unknown): void {
    if (error instanceof RefusedError) {
      counter.refused(error.refusal);
      if (error.refusal === 'method') response.setHeader('Allow', 'POST');
      send(response, refusalStatus[error.refusal], EMPTY_TWIML);
      return;
    }
    if (error instanceof StoreUnavailableError) counter.refused('store');
    else options.onError(error);
    send(response, error instanceof StoreUnavailableError ? 503 : 500, EMPTY_TWIML);
  }
}

/** Express reports a path that cannot be decoded (`%E0%A4%A`, say) with a status of its own. */
function isMalformedPath(error: unknown): boolean {
  return error instanceof URIError;
}

function required<T>(parsed: T | null): T {
  if (parsed === null) throw new RefusedError('missing-field');
  return parsed;
}

/** What our own link says that the reports are about; the signature covers the link, so it is ours. */
function linkOf(url: string): ReportLink {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  const given = (name: string) => {
    const value = query.get(name);
    return value === '' ? null : value;
  };
  return { message: given('message'), about: given('about') };
}

function pathOf({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

function signatureOf(request: IncomingMessage): string | undefined {
  const signature = request.headers['x-twilio-signature'];
  return typeof signature === 'string' ? signature : undefined;
}

function isKnownPath(path: string): boolean {
  return /^\/(sms|whatsapp|voice(\/[^/]+)?|status|round-trip)\/?$/.test(path);
}

function send(response: ServerResponse, status: number, twiml: string): void {
  if (response.headersSent) return;
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/xml; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(twiml));
  response.end(twiml);
}
