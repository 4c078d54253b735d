import { contextBridge, ipcRenderer } from 'electron';
import type { DeskBridge } from '../shared/ipc-contract';
import type { SimulatorBridge } from '../shared/simulator-contract';
import { WINDOW_ARGUMENT, windowChannels, type WindowName } from '../shared/window-channels';

/**
 * Gives the page two functions and nothing else: no channel of its choice, no event object, no Node. The page is the
 * operator's or the simulator's by an argument that the main process sets; what a request may do is decided there.
 */
const bridge = createBridge();
const inSimulator = process.argv.includes(`${WINDOW_ARGUMENT}simulator`);
const name: WindowName = inSimulator ? 'simulator' : 'desk';
contextBridge.exposeInMainWorld(name, bridge);

function createBridge(): DeskBridge & SimulatorBridge {
  const listeners = new Set<(event: never) => void>();

  ipcRenderer.on(windowChannels.events, (_event, events: readonly never[]) => {
    for (const event of events) {
      for (const listener of listeners) listener(event);
    }
  });

  ipcRenderer.send(windowChannels.starting);
  return {
    // Events wait in the main process until the page asks for something: it must listen by then.
    request: (request: string, input: unknown) => ipcRenderer.invoke(windowChannels.request, request, input),
    onEvent(listener: (event: never) => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
