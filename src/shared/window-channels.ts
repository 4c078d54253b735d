/**
 * Names of the channels between a window and the main process. Every window has its own pair of ends, so the names are
 * the same for all: what a window sends reaches only what was set up for that window.
 */
export const windowChannels = {
  /** Window to main, answered: name and input of a request. Whoever asks listens to events already. */
  request: 'request',
  /** Window to main: a page begins, so whatever listened before is gone. */
  starting: 'starting',
  /** Main to window: a list of events, in order. */
  events: 'events',
} as const;

/** Windows, by the name under which the preload script gives them their bridge: `window.desk`, `window.simulator`. */
export type WindowName = 'desk' | 'simulator';

/** Starts the argument by which a window's preload script learns which window it is in. */
export const WINDOW_ARGUMENT = '--switchboard-window=';
