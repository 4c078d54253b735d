import type { NumberUrls, TwilioClient } from './client';
import { page, whole, type Ask } from './rest-ask';
import { toAccount, toAlert, toBalance, toCallerId, toNumber, toVerification } from './rest-shapes';

type Account = Pick<TwilioClient, 'fetchAccount' | 'fetchBalance' | 'listAlerts'>;
type Numbers = Pick<TwilioClient, 'listNumbers' | 'fetchNumber' | 'updateNumber'>;
type CallerIds = Pick<TwilioClient, 'listCallerIds' | 'verifyCallerId' | 'removeCallerId'>;

/** The account itself, what it has left, and what Twilio's debugger says of it. */
export function restAccount(ask: Ask): Account {
  return {
    fetchAccount: () =>
      ask(async (client, { accountSid }) => toAccount(await client.api.v2010.accounts(accountSid).fetch())),

    fetchBalance: () => ask(async (client) => toBalance(await client.balance.fetch())),

    listAlerts: ({ since, limit }) =>
      ask(async ({ monitor }) => {
        const found = await monitor.v1.alerts.list({ startDate: new Date(since), ...page(limit) });
        return found.map(toAlert);
      }),
  };
}

/** The account's numbers and their webhooks. */
export function restNumbers(ask: Ask): Numbers {
  return {
    listNumbers: () => ask(async (client) => (await client.incomingPhoneNumbers.list(whole())).map(toNumber)),

    fetchNumber: (sid) => ask(async (client) => toNumber(await client.incomingPhoneNumbers(sid).fetch())),

    updateNumber: (sid, urls) =>
      ask(async (client) => toNumber(await client.incomingPhoneNumbers(sid).update(withMethods(urls)))),
  };
}

/** Verified caller IDs. */
export function restCallerIds(ask: Ask): CallerIds {
  return {
    listCallerIds: () => ask(async (client) => (await client.outgoingCallerIds.list(whole())).map(toCallerId)),

    verifyCallerId: (request) =>
      ask(async (client) => toVerification(await client.validationRequests.create({ ...request }))),

    removeCallerId: (sid) =>
      ask(async (client) => {
        await client.outgoingCallerIds(sid).remove();
      }),
  };
}

/** Whoever gave the old address its method did not mean the new one. */
function withMethods(urls: NumberUrls): NumberUrls {
  return {
    ...(urls.smsUrl === undefined ? {} : { smsMethod: 'POST' }),
    ...(urls.smsFallbackUrl === undefined ? {} : { smsFallbackMethod: 'POST' }),
    ...(urls.voiceUrl === undefined ? {} : { voiceMethod: 'POST' }),
    ...(urls.voiceFallbackUrl === undefined ? {} : { voiceFallbackMethod: 'POST' }),
    ...(urls.statusCallback === undefined ? {} : { statusCallbackMethod: 'POST' }),
    ...urls,
  };
}
