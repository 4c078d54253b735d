import type { Protocol } from 'electron';
import { MEDIA_SCHEME } from './media-protocol';
import { PAGE_SCHEME } from './page-protocol';

/** Tells Chromium of our own schemes. Only possible before the app is ready. */
export function registerSchemes(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: MEDIA_SCHEME, privileges: { standard: true, secure: true, stream: true } },
  ]);
}
