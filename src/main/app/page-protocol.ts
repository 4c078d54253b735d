import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pagePolicy } from './page-policy';

/** Our pages come from a scheme of their own, so that they have a real origin and no reach into the file system. */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'switchboard';

/** Gives the address of one of our pages, such as `index.html`. */
export function pageUrl(file: string): string {
  return `${PAGE_SCHEME}://${PAGE_HOST}/${file}`;
}

const contentTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
]);

/**
 * Makes the handler that serves our built pages out of one folder, with the policy that tells the browser what they
 * may do. Whatever is not a plain file of a known kind in that folder is not there.
 *
 * @param folder the built renderer
 */
export function createPageHandler(folder: string): (request: { readonly url: string }) => Promise<Response> {
  return async (request) => {
    const file = resolvePage(folder, request.url);
    const type = file && contentTypes.get(path.extname(file));
    if (!file || !type) return notFound();
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': type,
          'content-security-policy': pagePolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return notFound();
    }
  };
}

/** Gives the file behind an address of ours; null when the address is another's or leaves the folder. */
export function resolvePage(folder: string, address: string): string | null {
  try {
    const url = new URL(address);
    if (url.protocol !== `${PAGE_SCHEME}:` || url.host !== PAGE_HOST) return null;
    const relative = decodeURIComponent(url.pathname).replace(/^\/+/, '');
    if (relative.includes('\0') || relative.includes('\\')) return null;
    const file = path.resolve(folder, relative);
    return file.startsWith(path.resolve(folder) + path.sep) ? file : null;
  } catch {
    return null;
  }
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
