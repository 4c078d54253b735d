import { z } from 'zod';
import { DEFAULT_GAP_MINUTES } from '../session-rule';
import { define, oneOf, onOrOff } from './setting-shape';
import { country, MAX_GAP_MINUTES, orNothing, reachableNumber, shortText, wholeNumber } from './setting-values';

/** Settings of conversations, of writing, and of this computer. */
export const deskSettings = {
  gapMinutes: define({
    group: 'conversations',
    label: 'Silence that separates sessions',
    help: 'A message that comes later than this starts a new session. Decimals are allowed.',
    schema: z
      .number('Give a number of minutes, such as 5 or 0.5.')
      .positive('Give a number of minutes above 0, such as 5 or 0.5.')
      .max(MAX_GAP_MINUTES, 'Give at most a year, which is 525600 minutes.'),
    usual: DEFAULT_GAP_MINUTES,
    control: { kind: 'number', unit: 'minutes' },
    env: 'SESSION_GAP_MINUTES',
  }),
  homeCountry: define({
    group: 'conversations',
    label: 'Home country',
    help: 'Numbers of this country are shown as people there write them, and understood without a country code.',
    schema: orNothing(country),
    usual: '',
    control: { kind: 'country' },
  }),
  enterSends: define({
    group: 'writing',
    label: 'Enter sends',
    help: 'Shift + Enter then begins a new line. Off: Ctrl/⌘ + Enter sends.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
  }),
  holdSeconds: define({
    group: 'writing',
    label: 'Time to undo a send',
    help: 'A text is held for so long, with a button that takes it back. 0: sent at once.',
    schema: wholeNumber(0, 60, 'seconds'),
    usual: 0,
    control: { kind: 'number', unit: 'seconds' },
  }),
  operatorName: define({
    group: 'writing',
    label: 'Your name',
    help: 'Stands for {{operator}} in canned replies.',
    schema: shortText(80),
    usual: '',
    control: { kind: 'text' },
  }),
  operatorPhone: define({
    group: 'writing',
    label: 'Your phone',
    help: 'Rings when you call a customer from the console, which then connects you both.',
    schema: orNothing(reachableNumber),
    usual: '',
    control: { kind: 'text', placeholder: '+1 570 325 1809' },
  }),
  theme: define({
    group: 'desktop',
    label: 'Look',
    help: 'Light, dark, or as the system has it.',
    schema: oneOf('system', 'light', 'dark'),
    usual: 'system',
    control: {
      kind: 'choice',
      options: [
        { value: 'system', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ],
    },
  }),
  textSize: define({
    group: 'desktop',
    label: 'Text size',
    help: 'The size of all text in the console. The menu View enlarges everything, pictures too.',
    schema: oneOf('small', 'usual', 'large', 'largest'),
    usual: 'usual',
    control: {
      kind: 'choice',
      options: [
        { value: 'small', label: 'Small' },
        { value: 'usual', label: 'Usual' },
        { value: 'large', label: 'Large' },
        { value: 'largest', label: 'Largest' },
      ],
    },
  }),
  notifications: define({
    group: 'desktop',
    label: 'Notifications',
    help: 'Calls you when a customer needs a person and the console is not in front.',
    schema: onOrOff,
    usual: true,
    control: { kind: 'switch' },
  }),
  closeToTray: define({
    group: 'desktop',
    label: 'Go on when the window is closed',
    help: 'Closing the window leaves the console running, so that messages are still received and answered. Open it from the tray, or by starting Switchboard once more.',
    schema: onOrOff,
    usual: false,
    control: { kind: 'switch' },
  }),
  startHidden: define({
    group: 'desktop',
    label: 'Start in the tray',
    help: 'The console starts without opening its window; the tray’s icon opens it. On a desktop without a tray it opens all the same.',
    schema: onOrOff,
    usual: false,
    control: { kind: 'switch' },
    atStart: true,
  }),
  openAtLogin: define({
    group: 'desktop',
    label: 'Start when you log in',
    help: 'The system starts the console by itself, so that no message waits for you to do it.',
    schema: onOrOff,
    usual: false,
    control: { kind: 'switch' },
  }),
} as const;
