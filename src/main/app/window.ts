import path from 'node:path';
import { keepWindow, type KeepWindowOptions, type KeptWindow } from './keep-window';

export type OwnWindowOptions = Pick<KeepWindowOptions, 'url' | 'preload' | 'clock' | 'log' | 'onCreated'> & {
  readonly dataDir: string;
};

/** The operator's window. */
export function createOperatorWindow({ dataDir, ...options }: OwnWindowOptions): KeptWindow {
  return keepWindow({
    ...options,
    name: 'desk',
    title: 'Switchboard',
    size: { width: 1280, height: 800, minWidth: 1020, minHeight: 600 },
    placeFile: path.join(dataDir, 'window.json'),
  });
}
