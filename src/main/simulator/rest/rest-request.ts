import type { Request } from 'express';
import type { RestForm } from './rest-form';

/** A request to the REST API. */
export type RestRequest = Request;

/** The parameters, which `obeyDescription` has checked. */
export function formOf(request: RestRequest): RestForm {
  return request.body as RestForm;
}

/** The address of the resource, without query. */
export function pathOf(request: RestRequest): string {
  return request.originalUrl.split('?')[0] ?? '';
}
