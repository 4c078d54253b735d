import type { z } from 'zod';
import { answeringSettings } from './settings-of-answering';
import { connectionSettings } from './settings-of-connection';
import { deskSettings } from './settings-of-desk';
import type { SettingGroup } from './setting-shape';

/** Every setting that a person may change, by its key in the store. */
export const settingDefinitions = { ...answeringSettings, ...deskSettings, ...connectionSettings } as const;

export type SettingKey = keyof typeof settingDefinitions;
export type SettingValue<K extends SettingKey> = z.output<(typeof settingDefinitions)[K]['schema']>;
export type SettingValues = { readonly [K in SettingKey]: SettingValue<K> };

/** One value that is never shown: it can be set, replaced and removed. */
export interface SecretDefinition {
  readonly group: SettingGroup;
  readonly label: string;
  readonly help: string;
  readonly env?: string;
  /** The setting that it stands behind on the page; absent for one that the console keeps by itself. */
  readonly after?: SettingKey;
  /** It belongs to the endpoint that it was set for, and is sent to no other. */
  readonly ofEndpoint?: true;
}

/** Every secret, by its key in the key store's file. */
export const secretDefinitions = {
  openaiApiKey: {
    group: 'model',
    label: 'Key of the language model',
    help: 'Goes only to the address that it was set for. Endpoints on your own machine mostly need none.',
    env: 'OPENAI_API_KEY',
    after: 'openaiModel',
    ofEndpoint: true,
  },
  twilioAuthToken: {
    group: 'twilio',
    label: 'Auth token',
    help: 'From the first page of Twilio’s console.',
    env: 'TWILIO_AUTH_TOKEN',
    after: 'twilioAccountSid',
  },
  twilioAuthTokenBefore: {
    group: 'twilio',
    label: 'Previous auth token',
    help: 'Twilio may still sign with it until the new one is promoted there.',
  },
  twilioAuthTokenNext: {
    group: 'twilio',
    label: 'Auth token of the account that is being connected',
    help: 'Takes the place of the auth token once its senders are chosen.',
  },
  ngrokAuthtoken: {
    group: 'connection',
    label: 'ngrok authtoken',
    help: 'From ngrok’s dashboard.',
    env: 'NGROK_AUTHTOKEN',
    after: 'publicUrl',
  },
} as const satisfies Readonly<Record<string, SecretDefinition>>;

export type SecretKey = keyof typeof secretDefinitions;

export const settingKeys = Object.keys(settingDefinitions) as readonly SettingKey[];
export const secretKeys = Object.keys(secretDefinitions) as readonly SecretKey[];
/** Those that a person sets. */
export const enteredSecretKeys = secretKeys.filter((key) => 'after' in secretDefinitions[key]);

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingDefinitions, key);
}
