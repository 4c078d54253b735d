import { timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import { isoNow } from '../../app/clock';
import type { RestRequestView } from '../../../shared/simulator-contract';
import type { Account } from '../account';
import type { Parts } from '../parts';
import type { Recent } from '../recent';
import { accountRoutes } from './account-routes';
import { alertRoutes } from './alert-routes';
import { callRoutes, recordingLinks } from './call-routes';
import { callerIdRoutes } from './caller-id-routes';
import { makeTrouble, type TroubleScript } from './make-trouble';
import { messageRoutes } from './message-routes';
import { numberRoutes } from './number-routes';
import { obeyDescription } from './obey-description';
import { notFound, RestRefusal } from './rest-error';
import { senderRoutes } from './sender-routes';
import { serviceRoutes } from './service-routes';
import { templateRoutes } from './template-routes';
import { testCredentialRoutes } from './test-credential-routes';

const MAX_FORM = '256kb';

export type ApiCredentials = Pick<Account, 'sid' | 'authToken'>;

/** The stand-in for `https://api.twilio.com`: the same addresses, forms, answers and errors. */
export function createRestApp(
  parts: Parts,
  seen: Recent<RestRequestView>,
  testCredentials: ApiCredentials | null,
  mediaLinks: Router,
  script: TroubleScript,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', false);
  app.use(noteRequests(parts, seen));
  app.use(makeTrouble(parts, script));
  app.use(express.text({ type: 'application/x-www-form-urlencoded', limit: MAX_FORM }), express.json());
  if (testCredentials) {
    const test = testCredentialRoutes(parts, testCredentials);
    app.use(`/2010-04-01/Accounts/${testCredentials.sid}`, checkCredentials(testCredentials), test);
  }
  app.use(checkCredentials(parts.account));
  app.use(`/2010-04-01/Accounts/${parts.account.sid}`, mediaLinks, recordingLinks(parts));
  app.use(obeyDescription);
  app.use(accountRoutes(parts), alertRoutes(parts), senderRoutes(parts), serviceRoutes(parts), templateRoutes(parts));
  app.use(
    `/2010-04-01/Accounts/${parts.account.sid}`,
    ...[messageRoutes(parts), callRoutes(parts), numberRoutes(parts), callerIdRoutes(parts)],
  );
  app.use((request) => {
    throw notFound(request.path);
  });
  app.use(answerRefusals);
  return app;
}

/** HTTP Basic with account SID and token: https://www.twilio.com/docs/usage/requests-to-twilio */
function checkCredentials(account: ApiCredentials): RequestHandler {
  const expected = Buffer.from(`Basic ${Buffer.from(`${account.sid}:${account.authToken}`).toString('base64')}`);
  return (request, response, next) => {
    const given = Buffer.from(request.get('authorization') ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) {
      next();
      return;
    }
    response.set('WWW-Authenticate', 'Basic realm="Twilio API"');
    throw new RestRefusal(20003, 'Authenticate', 401);
  };
}

function noteRequests({ clock, events, newSid }: Parts, seen: Recent<RestRequestView>): RequestHandler {
  return (request, response, next) => {
    const at = isoNow(clock);
    const { method } = request;
    const path = request.originalUrl.split('?')[0] ?? '';
    response.on('close', () => {
      const statusCode = response.writableFinished ? response.statusCode : 0;
      const errorCode = (response.locals.errorCode as number | undefined) ?? null;
      const view = { id: newSid('NO'), at, method, path, statusCode, errorCode };
      seen.put(view.id, view);
      events.emit({ type: 'rest', request: view });
    });
    next();
  };
}

const answerRefusals: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const refusal =
    error instanceof RestRefusal ? error : new RestRefusal(20500, 'An internal server error has occurred', 500);
  response.locals.errorCode = refusal.code;
  response.status(refusal.status).json(refusal.body);
};

/** The storage that files are fetched from. @param bytes gives them */
export function createMediaApp(bytes: Router): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(bytes, () => {
    throw new RestRefusal(20404, 'There is no such file', 404);
  });
  app.use(answerRefusals);
  return app;
}
