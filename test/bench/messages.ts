/** What the measuring program tells an Electron that it started. */
export type Command =
  /** Closes all windows; the program goes on. */
  | { readonly type: 'close-windows' }
  | { readonly type: 'to-page'; readonly command: PageCommand }
  | { readonly type: 'report-usage' }
  | { readonly type: 'start-profile' }
  | { readonly type: 'stop-profile'; readonly file: string }
  | { readonly type: 'quit' };

/** What that Electron tells the measuring program. */
export type Report =
  /** Electron itself is up. */
  | { readonly type: 'ready' }
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'windows-closed' }
  | { readonly type: 'from-page'; readonly report: PageReport }
  /** CPU time of the main process with all its threads since its start, in microseconds. */
  | { readonly type: 'usage'; readonly cpuMicros: number }
  | { readonly type: 'profiling' }
  | { readonly type: 'profiled' };

/** What the observer in a page is told. */
export type PageCommand =
  | { readonly type: 'ping' }
  /** Presses the first element that matches, once there is one. */
  | { readonly type: 'press'; readonly selector: string }
  /** Tells when this text has come into the page. */
  | { readonly type: 'expect'; readonly text: string };

/** What the observer in a page tells. Times are in milliseconds since 1970, with fractions. */
export type PageReport =
  /** The document is there and two frames have gone by since. */
  | { readonly type: 'empty-painted'; readonly at: number }
  /** The first row of a list is there and two frames have gone by since. */
  | { readonly type: 'list-painted'; readonly at: number }
  | { readonly type: 'pong'; readonly at: number }
  | { readonly type: 'pressed' }
  | {
      readonly type: 'seen';
      readonly text: string;
      readonly at: number;
      /** When the page was told. */
      readonly toldAt: number;
    };

/** On which an Electron's main process and the observer in its page speak. */
export const PAGE_CHANNEL = 'bench';

/** On which the minimal window is told of a text. */
export const TEXT_CHANNEL = 'text';

/** What an Electron that we start is to be. */
export type Role = 'desk' | 'express' | 'minimal' | 'empty';

/** How the role is named in the environment. */
export const ROLE_VARIABLE = 'BENCH_ROLE';
/** Path of the desk's built main script. */
export const DESK_VARIABLE = 'BENCH_DESK';
/** Path of the folder with the pages of what the desk is held against. */
export const PAGES_VARIABLE = 'BENCH_PAGES';
