import { RestRefusal } from './rest-error';

/** The parameters of a request by name. Lists repeat the name. */
export interface RestForm {
  one(name: string): string | undefined;
  all(name: string): readonly string[];
  has(name: string): boolean;
  /** The last value of each parameter. */
  entries(): ReadonlyMap<string, string>;
}

/**
 * Reads parameters and refuses names that Twilio does not have, so that a slip of the pen is found here and not in an
 * account that costs money.
 *
 * @throws RestRefusal 20001 with the unknown names
 */
export function readForm(text: string, known: readonly string[]): RestForm {
  const params = new URLSearchParams(text);
  const unknown = [...new Set(params.keys())].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new RestRefusal(20001, `Unknown parameters: ${unknown.join(', ')}`);
  return {
    one: (name) => params.getAll(name).at(-1),
    all: (name) => params.getAll(name),
    has: (name) => params.has(name),
    entries: () => new Map(params.entries()),
  };
}
