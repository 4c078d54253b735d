import { samplePicture } from '../../shared/sample-picture';
import type { Clock } from '../app/clock';
import type { Phone } from './phone';
import type { sampleCustomers } from './sample-customers';
import { createSettling } from './settling';

/** How long a customer thinks before the next step, in milliseconds. */
const THINKING_MS = 3500;
/** How long a caller takes to speak. */
const SPEAKING_MS = 2500;

export type TourPhones = Readonly<Record<keyof typeof sampleCustomers, Phone>>;

/** A tour that is being played. */
export interface DemoTour {
  /** Is fulfilled when it is over or was stopped. */
  readonly done: Promise<void>;
  stop(): void;
}

interface TourParts {
  readonly phones: TourPhones;
  readonly clock: Clock;
}

/**
 * Plays customers texting, using WhatsApp, sending a picture, asking for a person, calling and unsubscribing: a minute in
 * which most of what a desk does is seen once. All of it goes through signed HTTP.
 */
export function startDemoTour(parts: TourParts): DemoTour {
  let stopped = false;
  const stopping = createSettling<undefined>();
  let wake: () => void = () => undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = parts.clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  const play = async () => {
    for (const step of tourSteps(parts, pause)) {
      await pause(THINKING_MS);
      if (stopped) return;
      await step();
    }
  };
  return {
    done: Promise.race([play(), stopping.settled]),
    stop() {
      stopped = true;
      wake();
      stopping.settle(undefined);
    },
  };
}

type Step = () => Promise<unknown>;

function tourSteps({ phones }: TourParts, pause: (ms: number) => Promise<void>): readonly Step[] {
  const { maria, tom, aisha } = phones;
  const picture = { contentType: samplePicture.contentType, bytes: Buffer.from(samplePicture.base64, 'base64') };
  return [
    () => maria.text('Hi'),
    () => maria.text('What are your opening hours?'),
    () => tom.text('Hello! Where is my order 4417?', { channel: 'whatsapp' }),
    () => tom.text('It should have been here yesterday 😕', { channel: 'whatsapp' }),
    () => aisha.text('My parcel arrived like this.', { media: [picture] }),
    () => aisha.text('Can I speak to a real person please?'),
    () => call(maria, ['Hello, do you deliver on Saturdays?', 'Great, thank you. Goodbye!'], pause),
    () => tom.text('Thanks for looking into it', { channel: 'whatsapp' }),
    () => maria.text('How much is express delivery?'),
    () => call(aisha, ['I want to talk to somebody about my broken parcel.', 'Please call me back.'], pause),
    () => tom.text('STOP'),
    () => maria.text('Thanks, you have been a great help!'),
  ];
}

/** Says one thing at each turn, and hangs up when there is nothing left to say. */
async function call(phone: Phone, words: readonly string[], pause: (ms: number) => Promise<void>): Promise<void> {
  const talking = phone.call();
  for (const line of words) {
    const { waiting } = await talking.waitForTurn();
    if (!waiting) return;
    await pause(SPEAKING_MS);
    talking.say(line);
  }
  await talking.waitForTurn();
  await pause(SPEAKING_MS);
  talking.hangUp();
  await talking.ended;
}
