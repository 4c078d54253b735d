import type { SettingKey } from '../../shared/contract/setting-definitions';
import type { Clock } from '../app/clock';
import type { DeskLog } from '../app/log';
import { connectProgress } from '../connect/connect-progress';
import type { OwnAddresses } from '../conversation/own-addresses';
import { chooseAccount } from '../settings/choose-account';
import type { Account, Environment } from '../settings/environment-shape';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Store } from '../store/store';
import type { TwilioClient } from '../twilio/client';
import { createRestClient } from '../twilio/rest-client';
import { CONNECTED_SENDERS, channelsOf, connectedSenders, type ConnectedSender } from './connected-senders';
import { openAccount, type OpenAccount } from './open-account';

export interface LiveAccountParts {
  readonly environment: Pick<Environment, 'account' | 'twilioApiBaseUrl'>;
  readonly settings: Pick<Settings, 'get' | 'onChange'>;
  readonly secrets: Pick<Secrets, 'get' | 'put' | 'remove' | 'onChange'>;
  readonly store: Store;
  readonly ownAddresses: OwnAddresses;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: DeskLog;
  readonly onError: (error: unknown) => void;
}

/** The account that the desk works with. It is exchanged while the desk runs, as settings and secrets say. */
export interface LiveAccount {
  /** As it is at this moment. */
  readonly now: OpenAccount;
  /** Asks Twilio, each time with the account as it is then. */
  readonly client: TwilioClient;
  /** Our senders whose messages come here, the account's own number first. */
  senders(): readonly ConnectedSender[];
  /** What Twilio may sign requests with: the auth token and, after it was replaced, the one before. */
  authTokens(): readonly string[];
  /** Twilio signed a request with this token: once it is the new one, the one before is no good any more. */
  signedWith(token: string): void;
  /** Calls back after the account, its token or its senders changed. Gives the function that ends it. */
  onChange(listener: () => void): () => void;
  /** Calls back with each request to Twilio that was refused or got no answer. Gives the function that ends it. */
  onTrouble(listener: (error: unknown) => void): () => void;
  /** Resolves when no exchange is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** What the account follows from. */
const KEYS: ReadonlySet<SettingKey> = new Set(['twilioAccountSid', 'twilioPhoneNumber']);

/** Opens the account of the environment or the settings, without one the simulator's, and follows what they say. */
export async function openLiveAccount(parts: LiveAccountParts): Promise<LiveAccount> {
  const { environment, settings, secrets, store, log } = parts;
  const listeners = new Set<() => void>();
  const troubled = new Set<(error: unknown) => void>();
  let noticed: string | null = null;
  let wanted = choose();
  let now = await open(wanted);
  let exchanging: Promise<void> = Promise.resolve();
  let isClosed = false;
  await learn();

  const stops = [
    settings.onChange((key) => KEYS.has(key) && follow()),
    secrets.onChange(follow),
    store.subscribe(({ changes }) => {
      if (changes.some((change) => change.type === 'setting.set' && change.key === CONNECTED_SENDERS)) {
        follow();
        // Chosen together with another account, they are no news of the one before.
        void exchanging.then(learn).then(tell, parts.onError);
      }
    }),
  ];
  const client = createRestClient({
    credentials: () => ({ accountSid: now.accountSid, authToken: now.authToken, baseUrl: now.apiBaseUrl }),
    onTrouble: (error) => troubled.forEach((listener) => listener(error)),
  });

  return {
    get now() {
      return now;
    },
    client,
    senders,
    authTokens: () => {
      const before = now.standIn ? null : secrets.get('twilioAuthTokenBefore');
      return before ? [now.authToken, before.reveal()] : [now.authToken];
    },
    signedWith(token) {
      if (token !== now.authToken || !secrets.get('twilioAuthTokenBefore')) return;
      log.info('Twilio signs with the new auth token now; the one before is not accepted any more.');
      secrets.remove('twilioAuthTokenBefore').catch(parts.onError);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onTrouble(listener) {
      troubled.add(listener);
      return () => troubled.delete(listener);
    },
    settled: () => exchanging,
    async close() {
      isClosed = true;
      for (const stop of stops) stop();
      await exchanging;
      await now.close();
    },
  };

  function choose(): Account {
    const senders = connectedSenders(store.now, settings.get('twilioAccountSid'));
    const { account, notice } = chooseAccount(environment.account, settings, secrets, {
      connectingSid: connectProgress(store.now)?.account.sid ?? null,
      isOnlyWhatsApp: senders.length > 0 && senders.every(({ kind }) => kind === 'whatsapp'),
    });
    if (notice !== null && notice !== noticed) log.warn(notice);
    noticed = notice;
    return account;
  }

  async function open(account: Account): Promise<OpenAccount> {
    const opened = await openAccount(account, environment.twilioApiBaseUrl.value, parts.clock, parts.random);
    log.hide(opened.authToken);
    return opened;
  }

  function senders(): readonly ConnectedSender[] {
    const more = connectedSenders(store.now, now.accountSid);
    const isNew = ({ kind, address }: ConnectedSender) =>
      !now.senders.some((own) => own.kind === kind && own.address === address);
    return [...now.senders, ...more.filter(isNew)];
  }

  function follow(): void {
    const next = choose();
    if (isClosed || isSame(next, wanted)) return;
    wanted = next;
    exchanging = exchanging.then(() => exchange(next)).catch(parts.onError);
  }

  async function exchange(account: Account): Promise<void> {
    if (account !== wanted) return;
    const before = now;
    const next = await open(account);
    await keepTokenOf(before, next).catch(parts.onError);
    now = next;
    await learn();
    tell();
    await before.close();
  }

  /** A token that was rotated is good until Twilio signs with the new one, after a restart too. */
  async function keepTokenOf(before: OpenAccount, next: OpenAccount): Promise<void> {
    if (before.accountSid !== next.accountSid) {
      if (secrets.get('twilioAuthTokenBefore')) await secrets.remove('twilioAuthTokenBefore');
    } else if (before.authToken !== next.authToken) await secrets.put('twilioAuthTokenBefore', before.authToken);
  }

  function learn(): Promise<void> {
    return parts.ownAddresses.learn(channelsOf(senders()), now.standIn !== null);
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }
}

function isSame(one: Account, other: Account): boolean {
  if (one.kind === 'demo' || other.kind === 'demo') return one.kind === other.kind;
  return (
    one.accountSid === other.accountSid &&
    one.phoneNumber === other.phoneNumber &&
    one.authToken.reveal() === other.authToken.reveal()
  );
}
