import { Router } from 'express';
import type { Parts } from '../parts';
import { notFound } from './rest-error';
import { rfc2822 } from './rest-format';

/** The Account resource and the balance: https://www.twilio.com/docs/iam/api/account */
export function accountRoutes({ account }: Parts): Router {
  const router = Router();
  const uri = `/2010-04-01/Accounts/${account.sid}`;
  router.get(['/2010-04-01/Accounts/:sid.json'], (request, response) => {
    if (request.params.sid !== account.sid) throw notFound(request.path);
    response.json({
      sid: account.sid,
      owner_account_sid: account.sid,
      friendly_name: account.friendlyName,
      status: 'active',
      type: account.type,
      auth_token: account.authToken,
      date_created: rfc2822(account.createdAt),
      date_updated: rfc2822(account.createdAt),
      uri: `${uri}.json`,
      subresource_uris: { messages: `${uri}/Messages.json`, calls: `${uri}/Calls.json` },
    });
  });
  router.get(`${uri}/Balance.json`, (_request, response) => {
    response.json({ account_sid: account.sid, balance: account.balance, currency: 'USD' });
  });
  return router;
}
