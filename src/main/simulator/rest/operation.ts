/** A parameter of Twilio's API, as its OpenAPI description states it. */
export interface Parameter {
  /** Gives whether a value is of its kind. */
  readonly accepts: (value: string) => boolean;
  readonly required?: true;
  /** Whether its name may be repeated. */
  readonly list?: true;
  /** Twilio's own number for a value that is missing or wrong, where it has one. */
  readonly error?: number;
}

/** One thing that can be asked of Twilio. */
export interface Operation {
  /** Its name in the description. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With `{Name}` for what varies. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Nested names are joined by a dot, `webhook.callback_url`. */
  readonly body?: 'json';
  /** HTTP status of success. */
  readonly success: 200 | 201 | 202 | 204;
}

export const text: Parameter = { accepts: () => true };
/** An address, or nothing to clear one. */
export const url: Parameter = { accepts: (value) => value === '' || isHttpUrl(value) };
export const flag: Parameter = { accepts: (value) => value === 'true' || value === 'false' };
export const number: Parameter = { accepts: (value) => value.trim() !== '' && Number.isFinite(Number(value)) };
/** A day, or a time in ISO 8601. */
export const time: Parameter = { accepts: (value) => /^\d{4}-\d{2}-\d{2}/.test(value) && !isNaN(Date.parse(value)) };
export const httpMethod = oneOf('GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE');

export function whole(low = -Infinity, high = Infinity): Parameter {
  return { accepts: (value) => /^-?\d+$/.test(value) && Number(value) >= low && Number(value) <= high };
}
export function sid(prefix: string): Parameter {
  const pattern = new RegExp(`^${prefix}[0-9a-fA-F]{32}$`);
  return { accepts: (value) => value === '' || pattern.test(value) };
}
export function oneOf(...values: readonly string[]): Parameter {
  return { accepts: (value) => values.includes(value) };
}

export function required(parameter: Parameter, error?: number): Parameter {
  return { ...withError(parameter, error), required: true };
}
export function list(parameter: Parameter): Parameter {
  return { ...parameter, list: true };
}
export function withError(parameter: Parameter, error: number | undefined): Parameter {
  return error === undefined ? parameter : { ...parameter, error };
}

/** Parameters of every list. Twilio gives at most 1000 entries a page. */
export const paging = { PageSize: whole(1, 1000), Page: whole(0), PageToken: text };
/** A time that a list is filtered by: on a day, before it, after it. */
export function span(name: string): Readonly<Record<string, Parameter>> {
  return { [name]: time, [`${name}<`]: time, [`${name}>`]: time };
}

function isHttpUrl(value: string): boolean {
  try {
    return /^https?:$/.test(new URL(value).protocol);
  } catch {
    return false;
  }
}
