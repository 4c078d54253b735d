import type { DeskBridge } from '../../shared/ipc-contract';

declare global {
  interface Window {
    /** Given by the preload script of the operator's window; absent anywhere else. */
    readonly desk?: DeskBridge;
  }
}

/**
 * Gives the way to the main process.
 *
 * @throws Error when the page was opened outside of the console
 */
export function findBridge(from: Pick<Window, 'desk'>): DeskBridge {
  if (!from.desk) throw new Error('This page only works inside the Switchboard console.');
  return from.desk;
}
