import { backOffMs } from '../../shared/back-off';
import type { TwilioState } from '../../shared/connection';
import type { Clock } from '../app/clock';
import { checkAccount, reasonOf } from './check-account';
import { TwilioRefusal, TwilioUnreachable, type TwilioClient } from './client';

/** Between two tries while no answer comes. */
const PAUSE = { firstMs: 2_000, longestMs: 30_000 };
/** What Twilio says to credentials that it does not know: https://www.twilio.com/docs/api/errors/20003 */
const UNAUTHORIZED = 401;

/** The account as it is now. */
export interface WatchedAccount {
  readonly accountSid: string;
  readonly client: TwilioClient;
  /** A number that has to be one of the account's; null: any. */
  readonly phoneNumber: string | null;
  /** Whether the simulator plays Twilio: then there is nothing to be checked. */
  readonly isDemo: boolean;
}

export interface AccountWatchParts {
  readonly account: () => WatchedAccount;
  readonly clock: Clock;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  /** Its state has changed. */
  readonly onChange: () => void;
  /** Twilio takes the account, and before it was not known to: at the start, with new credentials, after an outage. */
  readonly onReached: () => void;
  readonly log: (line: string) => void;
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
  let state: TwilioState = { ...start(), reason: null, retryAt: null };
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
      if (error instanceof TwilioRefusal && error.status === UNAUTHORIZED) {
        cancelRetry();
        show({ state: 'problem', accountSid: state.accountSid, reason: reasonOf(error), retryAt: null });
      } else if (error instanceof TwilioUnreachable && state.state === 'ok') void check();
    },
    mayAsk: () => state.state !== 'problem',
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
    for (;;) {
      const asked = parts.account();
      if (state.state === 'demo' || state.accountSid !== asked.accountSid) {
        failures = 0;
        show({ ...start(), reason: null, retryAt: null });
      }
      if (asked.isDemo || isClosed) return;
      const found = await checkAccount(asked.client, asked.accountSid, asked.phoneNumber);
      // Other credentials were set meanwhile: what was found is about the ones before.
      if (asked.client !== parts.account().client) continue;
      if (!isClosed) settle(found);
      return;
    }
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
    if (next.reason !== null && next.reason !== state.reason) parts.log(next.reason);
    else if (next.state === 'ok' && state.state === 'unreachable') parts.log('Twilio can be reached again.');
    state = next;
    parts.onChange();
  }

  function start(): Pick<TwilioState, 'state' | 'accountSid'> {
    const { isDemo, accountSid } = parts.account();
    return { state: isDemo ? 'demo' : 'checking', accountSid };
  }
}
