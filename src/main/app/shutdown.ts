import type { Log } from './log';

/** What the system gives a program that is asked to end; longer, and it may be killed in the middle. */
const LIMIT_MS = 8000;

export interface ClosingOptions {
  readonly log: Log;
  /** Calls back once after so many milliseconds; gives the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** Things to close, in the order in which they were opened. */
export interface Closing {
  /** Adds what is to be done at the end. What was added last is done first. */
  add(name: string, close: () => unknown): void;
  /**
   * Does everything, one after the other; what fails is logged and the rest is done all the same. Gives whether all went
   * well in time. Called again it gives the same answer and does nothing twice.
   */
  run(): Promise<boolean>;
}

/** Makes the list of things to close, with a limit of 8 s for all of them together. */
export function createClosing({ log, after }: ClosingOptions): Closing {
  const steps: { readonly name: string; readonly close: () => unknown }[] = [];
  let running: Promise<boolean> | null = null;

  async function closeAll(): Promise<boolean> {
    let well = true;
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step.close();
      } catch (error) {
        well = false;
        log.error(`Closing ${step.name} failed.`, { detail: error });
      }
    }
    return well;
  }

  async function closeInTime(): Promise<boolean> {
    let cancel = (): void => undefined;
    const late = new Promise<false>((resolve) => {
      cancel = after(LIMIT_MS, () => {
        log.error('Closing took too long and was cut short. What was acknowledged is safe.');
        resolve(false);
      });
    });
    const well = await Promise.race([closeAll(), late]);
    cancel();
    return well;
  }

  return {
    add(name, close) {
      steps.push({ name, close });
    },
    run: () => (running ??= closeInTime()),
  };
}
