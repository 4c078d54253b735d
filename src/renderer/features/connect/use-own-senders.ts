import { useCallback, useEffect, useState } from 'react';
import type { SendersState } from '../../../shared/contract/connect-contract';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { useDeskState } from '../../store/desk-context';
import { useAsking } from './use-asking';

/** The senders of an account, as Twilio has them. */
export interface OwnSenders {
  /** Null until the first answer. */
  readonly state: SendersState | null;
  readonly busy: boolean;
  readonly problem: RequestProblem | null;
  /** Asks Twilio again. */
  readonly refresh: () => Promise<void>;
}

/** Reads them, anew when the account or the public address becomes another one. */
export function useOwnSenders(of: 'desk' | 'wizard'): OwnSenders {
  const { run, busy, problem } = useAsking();
  const [state, setState] = useState<SendersState | null>(null);
  const url = useDeskState(({ facts }) => facts?.connection.tunnel.url ?? null);
  const account = useDeskState(({ facts }) => facts?.connection.twilio.accountSid);
  const read = useCallback(
    (refresh: boolean) =>
      run('senders.read', { of, refresh }).then((answer) => {
        if (answer) setState(answer);
      }),
    [of, run],
  );
  useEffect(() => void read(false), [account, read, url]);
  const refresh = useCallback(() => read(true), [read]);
  return { state, busy, problem, refresh };
}
