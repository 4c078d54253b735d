import type { RequestHandler } from 'express';
import { accountOperations } from './account-operations';
import { callOperations } from './call-operations';
import { messageOperations } from './message-operations';
import type { Operation } from './operation';
import { notFound, RestRefusal } from './rest-error';
import { createForm, type RestForm } from './rest-form';
import type { RestRequest } from './rest-request';

/** Everything that the stand-in can be asked, as Twilio publishes it. */
export const operations: readonly Operation[] = [...messageOperations, ...callOperations, ...accountOperations];

/**
 * Refuses whatever Twilio's description does not have: an address, a method, a name, a value of another kind, or too
 * little. What passes has its parameters in `request.body` as a RestForm, and the status of success set.
 */
export const obeyDescription: RequestHandler = (request, response, next) => {
  const path = request.originalUrl.split('?')[0] ?? '';
  const here = operations.filter((operation) => patternOf(operation).test(path));
  if (here.length === 0) throw notFound(path);
  const operation = here.find(({ method }) => method === request.method);
  if (!operation) throw new RestRefusal(20004, `Method not allowed: ${request.method} ${path}`, 405);
  const form = createForm(parametersOf(request, operation));
  checkForm(form, operation);
  request.body = form;
  response.status(operation.success);
  next();
};

/** Whether an operation is asked at an address. @param path without query */
export function patternOf({ path }: Operation): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/.]+')}$`);
}

/** @throws RestRefusal with what is unknown, wrong or missing */
export function checkForm(form: RestForm, { parameters }: Operation): void {
  const unknown = form.names.filter((name) => !Object.hasOwn(parameters, name));
  if (unknown.length > 0) throw new RestRefusal(20001, `Unknown parameters: ${unknown.join(', ')}`);
  for (const [name, { accepts, required, list, error = 20001 }] of Object.entries(parameters)) {
    const values = form.all(name);
    const isMissing = required && (values.length === 0 || values.every((value) => value === ''));
    if (isMissing) throw new RestRefusal(error, `Parameter '${name}' is required.`);
    const wrong = values.find((value) => !accepts(value));
    if (wrong !== undefined) throw new RestRefusal(error, `Parameter '${name}' is invalid: ${wrong.slice(0, 200)}`);
    if (values.length > 1 && !list) throw new RestRefusal(20001, `Parameter '${name}' is given more than once.`);
  }
}

/** The parameters of a read stand in the address, those of a change in the body. */
function parametersOf(request: RestRequest, { method, body }: Operation): [string, string][] {
  const query = [...new URLSearchParams(request.originalUrl.split('?')[1] ?? '')];
  if (method === 'GET') return query;
  const given: unknown = request.body;
  if (body === 'json') {
    if (typeof given === 'object' && given !== null) return [...query, ...flatten(given, '')];
    throw new RestRefusal(20415, 'Unsupported media type: send application/json.', 415);
  }
  return [...query, ...(typeof given === 'string' ? new URLSearchParams(given) : [])];
}

function flatten(value: object, prefix: string): [string, string][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (typeof inner === 'object' && inner !== null) return flatten(inner, `${prefix}${name}.`);
    return inner === null ? [] : [[`${prefix}${name}`, typeof inner === 'string' ? inner : JSON.stringify(inner)]];
  });
}
