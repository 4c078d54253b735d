import { simulatorRequestSchemas } from '../../shared/simulator-contract';
import type { KeptWindow } from '../app/keep-window';
import { createSimulatorWindow } from '../app/simulator-window';
import type { OwnWindowOptions } from '../app/window';
import { createBatch, createListBox, type Batch } from '../ipc/publish-batch';
import { createRouter, type Router } from '../ipc/router';
import { createSender, serveWindow } from '../ipc/serve-window';
import { Problem } from '../ipc/problem';
import { createSimulatorHandlers } from '../simulator/simulator-handlers';
import type { Desk } from './open-desk';

export interface ShowSimulatorOptions extends Omit<OwnWindowOptions, 'onCreated'> {
  readonly desk: Promise<Desk>;
}

/** Makes the simulator's window. With a real account there is nothing to show in it, and requests are refused. */
export function showSimulator(options: ShowSimulatorOptions): KeptWindow {
  const { clock, log, desk, ...windowOptions } = options;
  let send: (events: readonly unknown[]) => void = () => undefined;
  const serving = desk.then(serve);
  // Whoever opened the desk reports why it could not be.
  serving.catch(() => undefined);

  return createSimulatorWindow({
    ...windowOptions,
    clock,
    log,
    onCreated(window) {
      send = createSender(window);
      serveWindow({
        window,
        url: options.url,
        router: { handle: async (name, input) => (await serving).router.handle(name, input) },
        onListening: () => void serving.then(({ batch }) => batch.release()),
        onAway: () => void serving.then(({ batch }) => batch.hold()),
        onRefused: (why) => log.warn(why),
      });
    },
  });

  function serve({ standIn }: Desk): { router: Router; batch: Batch<unknown> } {
    if (!standIn) throw new Problem('refused', 'The simulator is only there while no Twilio account is set.');
    const batch = createBatch<unknown>({ clock, box: createListBox(), send: (events) => send(events) });
    standIn.onEvent((event) => batch.add(event));
    const router = createRouter({
      schemas: simulatorRequestSchemas,
      handlers: createSimulatorHandlers(standIn),
      onUnexpected: (request, error) => {
        log.error(`A request of the simulator's window failed: ${request}.`, { detail: error });
      },
    });
    return { router, batch };
  }
}
