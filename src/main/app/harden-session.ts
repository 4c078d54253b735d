import type { App, Session, WebContents } from 'electron';
import type { Log } from './log';
import { developmentPolicy } from './page-policy';

export interface HardenOptions {
  readonly log: Log;
  /** Whether an address is of one of our own pages. */
  readonly isOwnPage: (address: string) => boolean;
  /** Origin of the development server, such as `http://localhost:5173`; null in the built app. */
  readonly developmentOrigin: string | null;
}

/**
 * Takes from every page what our pages do not need: permissions, devices, downloads, the network, other addresses, new
 * windows and embedded ones. Call it once, before the first window.
 * Source: https://www.electronjs.org/docs/latest/tutorial/security
 */
export function hardenSession(app: App, session: Session, options: HardenOptions): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  keepOffTheNetwork(session, options);
  app.on('web-contents-created', (_event, contents) => confine(contents, options));
}

/** A page asks the main process for everything, so it has no business in the network. */
function keepOffTheNetwork(session: Session, options: HardenOptions): void {
  const { developmentOrigin, log } = options;
  const filter = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'] };
  session.webRequest.onBeforeRequest(filter, (details, answer) => {
    const allowed = developmentOrigin !== null && isOfServer(details.url, developmentOrigin);
    if (!allowed) log.warn('A page tried to reach the network and was stopped.', { detail: details.url });
    answer({ cancel: !allowed });
  });
  if (developmentOrigin === null) return;
  // Built pages carry their policy themselves; the development server's pages get one here.
  session.webRequest.onHeadersReceived({ urls: [`${developmentOrigin}/*`] }, (details, answer) => {
    answer({
      responseHeaders: {
        ...details.responseHeaders,
        'content-security-policy': [developmentPolicy(developmentOrigin)],
      },
    });
  });
}

function confine(contents: WebContents, options: HardenOptions): void {
  const stay = (event: { preventDefault(): void }, address: string): void => {
    if (options.isOwnPage(address)) return;
    event.preventDefault();
    options.log.warn('A page tried to go to another address and was stopped.', { detail: address });
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    options.log.warn('A page tried to open a window and was stopped.', { detail: url });
    return { action: 'deny' };
  });
}

/** Whether an address (of HTTP or of a web socket) is served by the server at `origin`. */
function isOfServer(address: string, origin: string): boolean {
  try {
    return new URL(address.replace(/^ws/, 'http')).origin === origin;
  } catch {
    return false;
  }
}
