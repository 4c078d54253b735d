import { backOffMs } from '../../shared/back-off';
import type { TwilioState } from '../../shared/connection';
import type { Clock } from '../app/clock';
import type { Log } from '../app/log';
import { checkAccount, CREDENTIALS_REFUSED, isCredentialsRefusal } from './check-account';
import { TwilioUnreachable, type TwilioClient } from './client';

/** Between two tries while no answer comes. */
const PAUSE = { firstMs: 2_000, longestMs: 30_000 };

/** The account as it is now: another object for other credentials. */
export interface WatchedAccount {
  readonly accountSid: string;
  /** A number that has to be one of the account's; null: any. */
  readonly phoneNumber: string | null;
  /** The simulator, if that plays Twilio: then there is nothing to be checked. */
  readonly standIn: object | null;
}

export interface AccountWatchParts {
  readonly account: () => WatchedAccount;
  /** Asks Twilio with the credentials of now. */
  readonly client: TwilioClient;
  readonly clock: Clock;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  /** Its state has changed. */
  readonly onChange: () => void;
  /** Twilio takes the account, and before it was not known to: at the start, with new credentials, after an outage. */
  readonly onReached: () => void;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/** Knows whether Twilio can be reached and takes the credentials. */
export interface AccountWatch {
  readonly state: TwilioState;
  /** Asks Twilio now: at the start, when the credentials were changed, because somebody asked for it. Never throws. */
  check(): Promise<void>;
  /**
   * Told what went wrong with any request to Twilio. Refused credentials end asking by itself until there are others;
   * when no answer came, it is found out whether that lasts.
   */
  heard(error: unknown): void;
  /** Whether Twilio may be asked in the background: not with credentials that it has refused. */
  mayAsk(): boolean;
  close(): void;
}

/** Makes the watch. It asks nothing until `check`. */
export function watchAccount(parts: AccountWatchParts): AccountWatch {
  const { clock } = parts;
  let watched = parts.account();
  let state = beginning();
  let checking: Promise<void> | null = null;
  let failures = 0;
  let cancelRetry: () => void = () => undefined;
  let isClosed = false;

  return {
    get state() {
      return state;
    },
    check,
    heard(error) {
      if (state.state === 'demo' || isClosed) return;
      if (isCredentialsRefusal(error)) {
        cancelRetry();
        show({ state: 'problem', accountSid: state.accountSid, reason: CREDENTIALS_REFUSED, retryAt: null });
      } else if (error instanceof TwilioUnreachable && state.state === 'ok') void check();
    },
    mayAsk: () => state.reason !== CREDENTIALS_REFUSED,
    close() {
      isClosed = true;
      cancelRetry();
    },
  };

  function check(): Promise<void> {
    checking ??= checkNow().finally(() => (checking = null));
    return checking;
  }

  async function checkNow(): Promise<void> {
    cancelRetry();
    const asked = parts.account();
    if (asked !== watched) {
      watched = asked;
      failures = 0;
      show(beginning());
    }
    if (asked.standIn || isClosed) return;
    const found = await checkAccount(parts.client, asked.accountSid, asked.phoneNumber);
    // Other credentials were set meanwhile: what was found is about the ones before.
    if (asked !== parts.account()) await checkNow();
    else if (!hasClosed()) settle(found);
  }

  function hasClosed(): boolean {
    return isClosed;
  }

  function settle(found: TwilioState): void {
    const before = state.state;
    if (found.state !== 'unreachable') {
      failures = 0;
      show(found);
      if (found.state === 'ok' && before !== 'ok') parts.onReached();
      return;
    }
    failures += 1;
    const pause = backOffMs(PAUSE, failures, parts.random);
    show({ ...found, retryAt: new Date(clock.now() + pause).toISOString() });
    cancelRetry = clock.after(pause, () => void check());
  }

  function show(next: TwilioState): void {
    if (next.reason !== null && next.reason !== state.reason) parts.log.warn(next.reason);
    else if (next.state === 'ok' && state.state === 'unreachable') parts.log.info('Twilio can be reached again.');
    state = next;
    parts.onChange();
  }

  function beginning(): TwilioState {
    const { standIn, accountSid } = watched;
    return { state: standIn ? 'demo' : 'checking', accountSid, reason: null, retryAt: null };
  }
}
