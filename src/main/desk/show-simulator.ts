import type { Result } from '../../shared/ipc-contract';
import { simulatorRequestSchemas } from '../../shared/simulator-contract';
import type { KeptWindow } from '../app/keep-window';
import { createSimulatorWindow } from '../app/simulator-window';
import type { OwnWindowOptions } from '../app/window';
import { createBatch, createListBox, type Batch } from '../ipc/publish-batch';
import { createRouter, type Router } from '../ipc/router';
import { createSender, serveWindow } from '../ipc/serve-window';
import { createSimulatorHandlers } from '../simulator/simulator-handlers';
import type { TwilioStandIn } from '../simulator/stand-in';
import type { Desk } from './open-desk';

const GONE: Result<never> = {
  ok: false,
  error: { code: 'refused', message: 'The simulator is only there while no Twilio account is set.' },
};

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

  function serve({ account }: Desk): { router: Router; batch: Batch<unknown> } {
    const batch = createBatch<unknown>({ clock, box: createListBox(), send: (events) => send(events) });
    let current: { readonly standIn: TwilioStandIn; readonly router: Router; readonly stop: () => void } | null = null;
    follow();
    account.onChange(follow);
    return { router: { handle: (name, input) => current?.router.handle(name, input) ?? Promise.resolve(GONE) }, batch };

    function follow(): void {
      const { standIn } = account.now;
      if (standIn === (current?.standIn ?? null)) return;
      current?.stop();
      current = standIn && { standIn, router: routerOf(standIn), stop: standIn.onEvent((event) => batch.add(event)) };
    }
  }

  function routerOf(standIn: TwilioStandIn): Router {
    return createRouter({
      schemas: simulatorRequestSchemas,
      handlers: createSimulatorHandlers(standIn),
      onUnexpected: (request, error) => {
        log.error(`A request of the simulator's window failed: ${request}.`, { detail: error });
      },
    });
  }
}
