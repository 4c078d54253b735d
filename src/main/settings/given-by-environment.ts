import type { SettingKey, SettingValue } from '../../shared/contract/setting-definitions';
import type { Environment, Given } from './environment-shape';

/** What the environment says of each setting that it can set. Values from it win over what a person has set. */
export type GivenByEnvironment = { readonly [K in SettingKey]?: Given<SettingValue<K>> };

/** Reads the settings out of the environment. The account is one thing: when it is given, all of it is. */
export function givenByEnvironment(environment: Environment): GivenByEnvironment {
  const { account } = environment;
  const sid = account.kind === 'twilio' ? account.accountSid : '';
  const phoneNumber = account.kind === 'twilio' ? (account.phoneNumber ?? '') : '';
  const from = account.kind === 'twilio' ? 'process' : 'default';
  return {
    aiEnabled: environment.aiEnabled,
    aiDelayMs: environment.aiDelayMs,
    provider: environment.aiProvider,
    gapMinutes: environment.gapMinutes,
    openaiBaseUrl: orEmpty(environment.openaiBaseUrl),
    openaiModel: orEmpty(environment.openaiModel),
    tunnel: environment.tunnel,
    publicUrl: orEmpty(environment.publicUrl),
    ngrokDomain: orEmpty(environment.ngrokDomain),
    localtunnelHost: orEmpty(environment.localtunnelHost),
    port: environment.port,
    twilioAccountSid: { value: sid, from },
    twilioPhoneNumber: { value: phoneNumber, from },
  };
}

function orEmpty({ value, from }: Given<string | null>): Given<string> {
  return { value: value ?? '', from };
}
