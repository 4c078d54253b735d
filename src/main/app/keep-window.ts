import { BrowserWindow, nativeTheme, screen } from 'electron';
import { WINDOW_ARGUMENT, type WindowName } from '../../shared/window-channels';
import type { Clock } from './clock';
import type { Log } from './log';
import { readPlaceFile, writePlaceFile } from './place-file';
import { watchPage } from './watch-page';
import { findPlace, type WindowSize } from './window-place';

/** A window moves many times while it is dragged; its place is written once it rests for so long, in milliseconds. */
const REST_MS = 500;
/** What shows before the page has drawn itself: the background of the page's own theme. */
const BACKGROUND = { light: '#ffffff', dark: '#1f1f1f' };

export interface KeepWindowOptions {
  readonly name: WindowName;
  readonly title: string;
  /** Address of the page. */
  readonly url: string;
  /** Path of the built preload script. */
  readonly preload: string;
  readonly size: WindowSize;
  /** File in which the window's place is remembered. */
  readonly placeFile: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Called with each new window before its page is loaded, to set up what serves it. */
  readonly onCreated: (window: BrowserWindow) => void;
}

/** A window that can be closed and shown again. */
export interface KeptWindow {
  /** Opens the window, or brings the open one to the front. Does nothing more while it is still opening. */
  show(): void;
  readonly window: BrowserWindow | null;
  isFocused(): boolean;
}

/**
 * Makes a window of ours: sandboxed, isolated, without Node, shown once it has something to show, at the place where it
 * stood last time.
 */
export function keepWindow(options: KeepWindowOptions): KeptWindow {
  let current: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const { maximized, ...place } = findPlace(readPlaceFile(options.placeFile), areas, options.size);
    const window = new BrowserWindow({
      ...place,
      minWidth: options.size.minWidth,
      minHeight: options.size.minHeight,
      title: options.title,
      show: false,
      backgroundColor: background(),
      webPreferences: {
        preload: options.preload,
        additionalArguments: [`${WINDOW_ARGUMENT}${options.name}`],
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        // Elsewhere Chromium would fetch its dictionaries from the network.
        spellcheck: process.platform === 'darwin',
      },
    });
    window.once('ready-to-show', () => {
      if (maximized) window.maximize();
      window.show();
    });
    rememberPlace(window);
    followTheme(window);
    watchPage({ window, name: options.title, clock: options.clock, log: options.log });
    window.once('closed', () => {
      current = null;
    });
    options.onCreated(window);
    window.loadURL(options.url).catch((error: unknown) => {
      if (window.isDestroyed()) return;
      options.log.error(`The window “${options.title}” could not show its page.`, { detail: error });
    });
    return window;
  }

  function rememberPlace(window: BrowserWindow): void {
    let cancel: (() => void) | null = null;
    const write = (): void => {
      cancel?.();
      cancel = null;
      if (window.isDestroyed() || window.isMinimized()) return;
      try {
        writePlaceFile(options.placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
      } catch (error) {
        options.log.debug('The place of the window could not be remembered.', { detail: error });
      }
    };
    const soon = (): void => {
      cancel?.();
      cancel = options.clock.after(REST_MS, write);
    };
    window.on('resize', soon);
    window.on('move', soon);
    window.on('close', write);
    window.once('closed', () => cancel?.());
  }

  function bringForward(window: BrowserWindow): void {
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  return {
    show() {
      if (current === null) current = open();
      else if (current.isVisible()) bringForward(current);
    },
    get window() {
      return current;
    },
    isFocused: () => current?.isFocused() ?? false,
  };
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

function followTheme(window: BrowserWindow): void {
  const repaint = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}
