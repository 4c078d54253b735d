import type { ConnectedAccount, ConnectState, ConnectStep } from '../../shared/contract/connect-contract';
import { isoNow, type Clock } from '../app/clock';
import type { Log } from '../app/log';
import { OPERATOR } from '../app/operator';
import { connectedSenders, connectSenders, type ConnectedSender } from '../desk/connected-senders';
import { Problem } from '../ipc/problem';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Store } from '../store/store';
import type { TwilioClient } from '../twilio/client';
import { checkCredentials, readCredentials, readToken, type Credentials } from './check-credentials';
import { connectProgress, keepProgress, type ConnectProgress } from './connect-progress';
import { keptWebhooks } from './kept-webhooks';
import { putAwaySamples, sampleThreads } from './sample-threads';
import { keyOf } from './sender-health';

/** The desk's account, as far as connecting another one needs it. */
export interface DeskAccount {
  readonly now: { readonly accountSid: string; readonly standIn: unknown };
  readonly client: TwilioClient;
  senders(): readonly ConnectedSender[];
  settled(): Promise<void>;
}

export interface ConnectingParts {
  readonly store: Pick<Store, 'now' | 'commit'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Pick<Settings, 'get' | 'isLocked'>;
  readonly secrets: Pick<Secrets, 'get' | 'put' | 'remove' | 'state'>;
  readonly account: DeskAccount;
  /** Makes a client that asks Twilio with other credentials than the desk's. */
  readonly clientFor: (credentials: Credentials) => TwilioClient;
}

/**
 * Connecting an account, step by step. What was done is kept, so that it goes on there after a restart: the account and the
 * step in the store, the token with the other secrets, under a name of its own until the account is the desk's.
 */
export interface Connecting {
  state(): ConnectState;
  /**
   * Checks an account and keeps it; nothing pasted: the desk's own is checked again.
   *
   * @throws Problem when it cannot be used
   */
  takeAccount(pastedSid: string, pastedToken: string): Promise<void>;
  goTo(step: ConnectStep): Promise<void>;
  /** Makes the account, with these senders, the desk's. @throws Problem when that is not possible */
  choose(senders: readonly ConnectedSender[]): Promise<void>;
  finish(putAway: boolean): Promise<void>;
  /** Takes a new token of the desk's account. @throws Problem when Twilio does not accept it */
  rotate(pastedToken: string): Promise<void>;
  /** The account that is being connected: to ask with, and its SID. @throws Problem when there is none */
  wizardAccount(): { readonly sid: string; readonly client: TwilioClient };
}

/** Makes it. */
export function createConnecting(parts: ConnectingParts): Connecting {
  const { store, settings, secrets, account: desk } = parts;
  const at = () => isoNow(parts.clock);
  const isGiven = () => settings.isLocked('twilioAccountSid');
  let candidate: { readonly token: string; readonly sid: string; readonly client: TwilioClient } | null = null;
  adopt().catch((error: unknown) => parts.log.warn('The auth token is not kept in its place yet.', { detail: error }));

  return {
    state,
    async takeAccount(pastedSid, pastedToken) {
      const known = progress().account;
      if (pastedSid === '' && pastedToken === '' && known && isDesks(known.sid)) {
        const account = await checkCredentials(desk.client, known.sid);
        return keep({ step: 'senders', account, finished: progress().finished });
      }
      if (isGiven()) throw givenByEnvironment();
      const credentials = readCredentials(pastedSid, pastedToken);
      const account = await checkCredentials(parts.clientFor(credentials), credentials.accountSid);
      await adopt();
      // The token beside the desk's is always that of the account that is kept: there is none while that changes.
      if (secrets.get('twilioAuthTokenNext')) await secrets.remove('twilioAuthTokenNext');
      await keep({ step: 'senders', account, finished: false });
      await secrets.put(isDesks(account.sid) ? 'twilioAuthToken' : 'twilioAuthTokenNext', credentials.authToken);
      await desk.settled();
      // Of an account that the desk lacked nothing but the token of, it is that already.
      await adopt();
    },
    async goTo(step) {
      const { account, finished } = progress();
      if (account) await keep({ step, account, finished });
    },
    async choose(senders) {
      const { account } = progress();
      if (!account) throw noAccount();
      const numbers = senders.filter(({ kind }) => kind === 'number').map(({ address }) => address);
      if (senders.length === 0) {
        throw new Problem(
          'refused',
          'Choose at least one sender of the account.',
          'If there is none, buy a phone number in Twilio’s Console under Phone Numbers.',
        );
      }
      const given = isGiven();
      if (!given && !isDesks(account.sid) && !secrets.get('twilioAuthTokenNext')) throw noAccount();
      const own = settings.get('twilioPhoneNumber');
      const set = (key: string, value: string) =>
        ({ type: 'setting.set', key, value, by: OPERATOR, at: at() }) as const;
      await store.commit((now) => ({
        changes: [
          connectSenders(account.sid, senders, OPERATOR, at()),
          // Together, so that the desk never has the number of one account and the SID of another.
          ...(given
            ? []
            : [
                set('twilioAccountSid', account.sid),
                set('twilioPhoneNumber', numbers.includes(own) ? own : (numbers[0] ?? '')),
              ]),
          keepProgress({ step: 'way', account, finished: connectProgress(now)?.finished ?? false }, OPERATOR, at()),
        ],
        result: null,
      }));
      await desk.settled();
      await adopt();
      parts.log.info(`Connected to the Twilio account with ${senders.length} of its senders.`);
    },
    async finish(putAway) {
      const { account } = progress();
      if (!account) throw noAccount();
      await store.commit((now) => ({
        changes: [
          ...(putAway ? putAwaySamples(now) : []),
          keepProgress({ step: 'text', account, finished: true }, OPERATOR, at()),
        ],
        result: null,
      }));
    },
    async rotate(pastedToken) {
      if (isGiven()) throw givenByEnvironment();
      const sid = settings.get('twilioAccountSid');
      if (sid === '') throw noAccount();
      const credentials = { accountSid: sid, authToken: readToken(pastedToken) };
      await checkCredentials(parts.clientFor(credentials), credentials.accountSid);
      await adopt();
      await secrets.put('twilioAuthToken', credentials.authToken);
      await desk.settled();
    },
    wizardAccount,
  };

  function state(): ConnectState {
    const { step, account, finished } = progress();
    const token = tokenOf(account);
    const chosen = account === null ? [] : chosenOf(account.sid).map(({ kind, address }) => keyOf(kind, address));
    return {
      step:
        account === null || token === null ? 'account' : chosen.length === 0 && step !== 'account' ? 'senders' : step,
      ...{ account, token, chosen, finished },
      pointed: chosen.length > 0 && Object.keys(keptWebhooks(store.now)).length > 0,
      fromEnvironment: isGiven(),
      samples: sampleThreads(store.now).length,
    };
  }

  /** What is kept; else the account that was set without this wizard, of which no more is known than its SID. */
  function progress(): { step: ConnectStep; account: ConnectedAccount | null; finished: boolean } {
    const kept = connectProgress(store.now);
    const sid = settings.get('twilioAccountSid');
    if (kept && (!isGiven() || kept.account.sid === sid)) return kept;
    const account = sid === '' || !isDesks(sid) ? null : { sid, name: '', isTrial: false, balance: null };
    return { step: 'account', account, finished: false };
  }

  function tokenOf(account: ConnectedAccount | null): ConnectState['token'] {
    if (account === null) return null;
    return secrets.state(isDesks(account.sid) ? 'twilioAuthToken' : 'twilioAuthTokenNext').from;
  }

  /** Keeps the token of the connected account as the desk's, once it is that; also after a run that ended before. */
  async function adopt(): Promise<void> {
    const next = secrets.get('twilioAuthTokenNext');
    const sid = connectProgress(store.now)?.account.sid;
    if (!next || sid === undefined || isGiven() || !isDesks(sid)) return;
    await secrets.put('twilioAuthToken', next.reveal());
    await secrets.remove('twilioAuthTokenNext');
  }

  /** Whether an account is the one that the desk works with now. */
  function isDesks(sid: string): boolean {
    return desk.now.standIn === null && desk.now.accountSid === sid;
  }

  function chosenOf(sid: string): readonly ConnectedSender[] {
    return isDesks(sid) ? desk.senders() : connectedSenders(store.now, sid);
  }

  function wizardAccount(): { readonly sid: string; readonly client: TwilioClient } {
    const { account } = progress();
    if (!account) throw noAccount();
    const { sid } = account;
    if (isDesks(sid)) return { sid, client: desk.client };
    const token = secrets.get('twilioAuthTokenNext')?.reveal();
    if (token === undefined) throw noAccount();
    if (candidate?.token !== token || candidate.sid !== sid) {
      candidate = { token, sid, client: parts.clientFor({ accountSid: sid, authToken: token }) };
    }
    return candidate;
  }

  async function keep(progress: ConnectProgress): Promise<void> {
    await store.commit(() => ({ changes: [keepProgress(progress, OPERATOR, at())], result: null }));
  }
}

function givenByEnvironment(): Problem {
  return new Problem(
    'refused',
    'The account is set by the environment (TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN), which wins.',
    'Remove both there and start the console again, then it can be set here.',
  );
}

function noAccount(): Problem {
  return new Problem('refused', 'There is no account to go on with.', 'Check the account SID and auth token first.');
}
