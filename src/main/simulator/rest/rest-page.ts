import { RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';

const DEFAULT_SIZE = 50;
const MAX_SIZE = 1000;

/** One page of a list, and the queries of its neighbours. */
interface CutPage<T> {
  readonly shown: readonly T[];
  readonly page: number;
  readonly size: number;
  readonly start: number;
  readonly own: string;
  readonly first: string;
  readonly next: string | null;
  readonly previous: string | null;
}

/**
 * Gives one page of a list of the account's API, with the addresses of its neighbours, which are to be followed, not
 * built.
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
  const { shown, page, size, start, ...links } = cutPage(entries, form);
  const uri = (query: string | null) => (query === null ? null : `${path}?${query}`);
  return {
    [key]: shown.map(view),
    page,
    page_size: size,
    start,
    end: start + Math.max(0, shown.length - 1),
    uri: uri(links.own),
    first_page_uri: uri(links.first),
    next_page_uri: uri(links.next),
    previous_page_uri: uri(links.previous),
  };
}

/**
 * The same for the newer products (Messaging, Content, Monitor): the links stand in `meta` and are whole addresses.
 *
 * @param url of the list, without query
 * @throws RestRefusal for a page that cannot be
 */
export function metaPageOf<T extends { readonly sid: string }>(
  entries: readonly T[],
  view: (entry: T) => unknown,
  key: string,
  url: string,
  form: RestForm,
): Record<string, unknown> {
  const { shown, page, size, ...links } = cutPage(entries, form);
  const whole = (query: string | null) => (query === null ? null : `${url}?${query}`);
  return {
    [key]: shown.map(view),
    meta: {
      ...{ key, page, page_size: size, url: whole(links.own), first_page_url: whole(links.first) },
      ...{ next_page_url: whole(links.next), previous_page_url: whole(links.previous) },
    },
  };
}

/** `PageToken` names the first entry, so that what comes in meanwhile does not move the pages. */
function cutPage<T extends { readonly sid: string }>(entries: readonly T[], form: RestForm): CutPage<T> {
  const size = readWhole(form.one('PageSize') ?? String(DEFAULT_SIZE), 1, MAX_SIZE, 'PageSize');
  const page = readWhole(form.one('Page') ?? '0', 0, Number.MAX_SAFE_INTEGER, 'Page');
  const token = form.one('PageToken')?.replace(/^PA/, '');
  const start = token === undefined ? page * size : entries.findIndex(({ sid }) => sid === token);
  if (start < 0) throw new RestRefusal(20001, 'PageToken is invalid');
  const shown = entries.slice(start, start + size);
  const link = (number: number, first: T | undefined) => {
    const query = new URLSearchParams([...form.entries()].filter(([name]) => !name.startsWith('Page')));
    query.set('PageSize', String(size));
    query.set('Page', String(number));
    if (first && number > 0) query.set('PageToken', `PA${first.sid}`);
    return query.toString();
  };
  const next = entries[start + size];
  return {
    ...{ shown, page, size, start },
    own: link(page, shown[0]),
    first: link(0, entries[0]),
    next: next ? link(page + 1, next) : null,
    previous: page > 0 ? link(page - 1, entries[Math.max(0, start - size)]) : null,
  };
}

function readWhole(text: string, low: number, high: number, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low) throw new RestRefusal(20001, `${name} is invalid`);
  return Math.min(value, high);
}
