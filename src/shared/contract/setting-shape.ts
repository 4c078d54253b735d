import { z } from 'zod';

/** The parts of the settings page, in its order. */
export const settingGroups = {
  ai: { title: 'AI replies', about: 'Who answers customers, and how.' },
  model: {
    title: 'Language model',
    about: 'Where it runs and what it costs. Used while “Who writes the answers” is the language model.',
  },
  handOver: {
    title: 'Between the AI and people',
    about: 'What happens when the AI hands over, and when you take a conversation into your own hands.',
  },
  hours: { title: 'Business hours', about: 'When you are there, and what happens while you are not.' },
  limits: {
    title: 'Limits on automatic replies',
    about: 'Past these a machine is answering a machine.',
  },
  conversations: { title: 'Conversations', about: 'How messages are grouped and numbers are shown.' },
  writing: { title: 'Writing and sending', about: 'How you write, and who you are.' },
  desktop: { title: 'This computer', about: 'How the console looks and behaves here.' },
  twilio: { title: 'Twilio account', about: 'Without an account the console works with the simulator.' },
  senders: {
    title: 'Numbers and senders',
    about: 'What customers write to and call, where it leads, and your verified phones.',
  },
  connection: { title: 'Public address', about: 'How Twilio reaches this console.' },
  data: { title: 'Your data', about: 'Where it is kept, and copies of it.' },
} as const;
export type SettingGroup = keyof typeof settingGroups;

/** How a setting is shown and changed. */
export type SettingControl =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | {
      readonly kind: 'number';
      readonly unit: string;
      /** What one of the shown unit is in the kept value: 1000 for seconds kept in milliseconds. */
      readonly per?: number;
      readonly step?: number;
    }
  | { readonly kind: 'text'; readonly placeholder?: string; readonly lines?: number }
  | { readonly kind: 'country' }
  | { readonly kind: 'hours' };

/** One setting: what it may be, what it is until somebody sets it, and how people see it. */
export interface SettingDefinition<T> {
  readonly group: SettingGroup;
  readonly label: string;
  readonly help: string;
  readonly schema: z.ZodType<T>;
  readonly usual: NoInfer<T>;
  readonly control: SettingControl;
  /** Says what is risky about a value that may be set all the same; null: nothing. */
  warning?(value: NoInfer<T>): string | null;
  /** Name in the environment, which wins over what a person sets. */
  readonly env?: string;
  /** Read once, when the console starts. */
  readonly atStart?: true;
}

/** Gives the definition as it is, with its type. */
export function define<T>(definition: SettingDefinition<T>): SettingDefinition<T> {
  return definition;
}

/** One of these words. */
export function oneOf<const V extends readonly [string, ...string[]]>(...values: V): z.ZodType<V[number]> {
  return z.enum(values, 'Choose one of these.');
}

export const onOrOff = z.boolean('This is either on or off.');
