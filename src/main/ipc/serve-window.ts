import type { BrowserWindow, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import type { Result } from '../../shared/ipc-contract';
import { windowChannels } from '../../shared/window-channels';
import type { Router } from './router';
import { isTrustedSender } from './validate-sender';

export interface ServeWindowOptions {
  readonly window: BrowserWindow;
  /** Address of the page that the window shows. */
  readonly url: string;
  readonly router: Router;
  /** The page listens to events from now on: it asked for something. Called again after each reload. */
  readonly onListening: () => void;
  /** The page is being replaced (reload, crash): events must wait until it listens again. */
  readonly onAway: () => void;
  readonly onRefused: (why: string) => void;
}

/**
 * Answers the requests of one window. They are taken from that window's own end, so that no other window can reach
 * these routes, and only from the top frame of the page that we loaded.
 */
export function serveWindow(options: ServeWindowOptions): void {
  const { webContents } = options.window;
  const { ipc } = webContents;
  let isListening = false;
  const goAway = (): void => {
    isListening = false;
    options.onAway();
  };
  const isTrusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const frame = event.senderFrame;
    const trusted = isTrustedSender(
      {
        webContentsId: event.sender.id,
        frame: frame === null ? null : { url: frame.url, isTop: frame.parent === null },
      },
      { webContentsId: webContents.id, url: options.url },
    );
    if (!trusted) options.onRefused(`A request from ${frame?.url ?? 'a frame that is gone'} was not answered.`);
    return trusted;
  };

  ipc.handle(windowChannels.request, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isTrusted(event)) return { ok: false, error: { code: 'refused', message: 'Not allowed.' } };
    // A page listens before it asks. A word of its own for that could be lost, and the page would wait for ever.
    if (!isListening) {
      isListening = true;
      options.onListening();
    }
    return options.router.handle(name, input);
  });
  // Told by the page itself: a navigation that is begun may be stopped, and then the same page goes on listening. It may
  // come before Electron knows the page's address, so it is not checked; all it can do is make events wait.
  ipc.on(windowChannels.starting, goAway);
  webContents.on('render-process-gone', goAway);
}

/** Makes the function that sends events to a window. They are dropped when the window is gone. */
export function createSender(window: BrowserWindow): (events: readonly unknown[]) => void {
  return (events) => {
    if (!window.isDestroyed() && !window.webContents.isCrashed())
      window.webContents.send(windowChannels.events, events);
  };
}
