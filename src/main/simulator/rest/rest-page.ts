import { RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';

/** Parameters that every list takes. */
export const pageParameters = ['PageSize', 'Page', 'PageToken'] as const;
const DEFAULT_SIZE = 50;
const MAX_SIZE = 1000;

/**
 * Gives one page of a list with the addresses of its neighbours, which are to be followed, not built.
 * `PageToken` names the first entry, so that what comes in meanwhile does not move the pages.
 *
 * @param path of the list, without query
 * @throws RestRefusal for a page that cannot be
 */
export function pageOf<T extends { readonly sid: string }>(
  entries: readonly T[],
  view: (entry: T) => unknown,
  key: string,
  path: string,
  form: RestForm,
): Record<string, unknown> {
  const size = readWhole(form.one('PageSize') ?? String(DEFAULT_SIZE), 1, MAX_SIZE, 'PageSize');
  const page = readWhole(form.one('Page') ?? '0', 0, Number.MAX_SAFE_INTEGER, 'Page');
  const token = form.one('PageToken')?.replace(/^PA/, '');
  const tokenAt = token === undefined ? page * size : entries.findIndex(({ sid }) => sid === token);
  if (tokenAt < 0) throw new RestRefusal(20001, 'PageToken is invalid');
  const shown = entries.slice(tokenAt, tokenAt + size);
  const link = (number: number, first: T | undefined) => {
    const query = new URLSearchParams([...form.entries()].filter(([name]) => !name.startsWith('Page')));
    query.set('PageSize', String(size));
    query.set('Page', String(number));
    if (first && number > 0) query.set('PageToken', `PA${first.sid}`);
    return `${path}?${query.toString()}`;
  };
  const next = entries[tokenAt + size];
  return {
    [key]: shown.map(view),
    page,
    page_size: size,
    start: tokenAt,
    end: tokenAt + Math.max(0, shown.length - 1),
    uri: link(page, shown[0]),
    first_page_uri: link(0, entries[0]),
    next_page_uri: next ? link(page + 1, next) : null,
    previous_page_uri: page > 0 ? link(page - 1, entries[Math.max(0, tokenAt - size)]) : null,
  };
}

function readWhole(text: string, low: number, high: number, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low) throw new RestRefusal(20001, `${name} is invalid`);
  return Math.min(value, high);
}
