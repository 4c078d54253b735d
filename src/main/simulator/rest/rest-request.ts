import type { Request } from 'express';
import { readForm, type RestForm } from './rest-form';

/** A request to the REST API; its body is the form as text. */
export type RestRequest = Request;

/** The parameters in the body. @throws RestRefusal when one is not known */
export function bodyForm(request: RestRequest, known: readonly string[]): RestForm {
  return readForm(typeof request.body === 'string' ? request.body : '', known);
}

/** The parameters in the address. @throws RestRefusal when one is not known */
export function queryForm(request: RestRequest, known: readonly string[]): RestForm {
  return readForm(request.originalUrl.split('?')[1] ?? '', known);
}

/** The address of the resource, without query. */
export function pathOf(request: RestRequest): string {
  return request.originalUrl.split('?')[0] ?? '';
}
