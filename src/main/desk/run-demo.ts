import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import { startDemoTour } from '../simulator/demo-tour';
import { addSampleCustomers } from '../simulator/sample-customers';
import type { TwilioStandIn } from '../simulator/stand-in';
import type { LiveAccount } from './live-account';

export interface DemoParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether customers play a tour by themselves. */
  readonly tour: boolean;
  /** Called when the simulated line to Twilio is there again: as after a tunnel outage, what was missed is fetched. */
  readonly onReachable: () => void;
}

/** Runs the demo for as long as the simulator is the account. Gives the function that ends it. */
export function keepDemo(account: Pick<LiveAccount, 'now' | 'onChange'>, parts: DemoParts): () => void {
  let running: TwilioStandIn | null = null;
  let stop: () => void = () => undefined;
  const follow = (): void => {
    const { standIn } = account.now;
    if (standIn === running) return;
    stop();
    running = standIn;
    stop = standIn ? runDemo(standIn, parts) : () => undefined;
  };
  follow();
  const unfollow = account.onChange(follow);
  return () => {
    unfollow();
    stop();
  };
}

/** Gives the simulator its customers and, if wanted, has them play the tour. Gives the function that ends it. */
function runDemo(standIn: TwilioStandIn, parts: DemoParts): () => void {
  const { clock, log } = parts;
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
