import path from 'node:path';
import { keepWindow, type KeptWindow } from './keep-window';
import type { OwnWindowOptions } from './window';

/** The window of the simulator: phones on one side, Twilio on the other. */
export function createSimulatorWindow({ dataDir, ...options }: OwnWindowOptions): KeptWindow {
  return keepWindow({
    ...options,
    name: 'simulator',
    title: 'Simulator',
    size: { width: 1180, height: 760, minWidth: 800, minHeight: 560 },
    placeFile: path.join(dataDir, 'simulator-window.json'),
  });
}
