import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import { startDemoTour } from '../simulator/demo-tour';
import { addSampleCustomers } from '../simulator/sample-customers';
import type { TwilioStandIn } from '../simulator/stand-in';

export interface DemoParts {
  readonly standIn: TwilioStandIn;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether customers play a tour by themselves. */
  readonly tour: boolean;
  /** Called when the simulated line to Twilio is there again: as after a tunnel outage, what was missed is fetched. */
  readonly onReachable: () => void;
}

/** Gives the simulator its customers and, if wanted, has them play the tour. Gives the function that ends it. */
export function runDemo(parts: DemoParts): () => void {
  const { standIn, clock, log } = parts;
  const phones = addSampleCustomers(standIn);
  let reachable = true;
  const unsubscribe = standIn.onEvent((event) => {
    if (event.type !== 'settings') return;
    const isBack = event.settings.reachable && !reachable;
    reachable = event.settings.reachable;
    if (isBack) parts.onReachable();
  });
  if (!parts.tour) return unsubscribe;
  const tour = startDemoTour({ phones, clock });
  tour.done.catch((error: unknown) => log.error('The tour ended early.', { detail: error }));
  return () => {
    tour.stop();
    unsubscribe();
  };
}
