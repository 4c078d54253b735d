import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConnectState } from '../../../shared/contract/connect-contract';
import { useDeskState } from '../../store/desk-context';
import classes from './Connect.module.css';
import type { StepProps } from './ConnectPage';
import { TRIAL } from './connect-words';
import { TroubleBox } from './TroubleBox';
import { useAsking } from './use-asking';

/** Takes the account SID and the auth token, once Twilio has accepted them. */
export function AccountStep({ state, onState, goTo }: StepProps) {
  const [isOther, setOther] = useState(false);
  if (state.account !== null && state.token !== null && !isOther) {
    return <Known state={state} onState={onState} goTo={goTo} onOther={() => setOther(true)} />;
  }
  return (
    <Credentials
      state={state}
      onState={onState}
      onTaken={() => setOther(false)}
      onCancel={isOther ? () => setOther(false) : undefined}
    />
  );
}

function Credentials(
  props: Omit<StepProps, 'goTo'> & {
    readonly onTaken: () => void;
    /** Back to the account that is known; absent where none can be gone back to. */
    readonly onCancel: (() => void) | undefined;
  },
) {
  const { state, onState, onTaken, onCancel } = props;
  const { run, busy, problem } = useAsking();
  const [accountSid, setAccountSid] = useState(onCancel ? '' : (state.account?.sid ?? ''));
  const [authToken, setAuthToken] = useState('');
  const canKeep = useDeskState(({ facts }) => facts?.settings.keyStore ?? null);
  const isLost = state.account !== null && state.token === null;
  const check = async () => {
    const answer = await run('connect.account', { accountSid, authToken });
    if (!answer) return;
    setAuthToken('');
    onTaken();
    // What Twilio said of the account is shown before it goes on.
    onState({ ...answer, step: 'account' });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      {isLost && (
        <div className={classes.card} data-tone="warn">
          <p>
            {canKeep === true
              ? 'The auth token is not in the system’s key store any more.'
              : 'This system has no key store, so the auth token was kept for the earlier run only.'}{' '}
            Enter it once more; all else is as you left it.
          </p>
        </div>
      )}
      <TextInput
        label="Account SID"
        description="Begins with AC."
        placeholder="AC…"
        autoComplete="off"
        spellCheck={false}
        value={accountSid}
        onChange={(event) => setAccountSid(event.currentTarget.value)}
      />
      <PasswordInput
        label="Auth token"
        description="Not an API key: only the auth token can check that a request really is Twilio’s."
        autoComplete="off"
        spellCheck={false}
        value={authToken}
        onChange={(event) => setAuthToken(event.currentTarget.value)}
      />
      {problem && <TroubleBox trouble={problem} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={busy} disabled={accountSid.trim() === '' || authToken.trim() === ''}>
          Check and keep
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <p className={classes.quiet}>
        {canKeep === false
          ? 'This system has no key store, so the token is kept for this run only: you will be asked for it at the next start.'
          : 'The token goes to the system’s key store. It is never shown again, and is in no log and no export.'}
      </p>
    </form>
  );
}

function Known(props: StepProps & { readonly onOther: () => void }) {
  const { state, onState, goTo } = props;
  const { run, busy, problem } = useAsking();
  const { account } = state;
  if (account === null) return null;
  // An account that was set without this wizard has not said more of itself than its SID.
  const isChecked = account.name !== '';
  const check = () =>
    run('connect.account', { accountSid: '', authToken: '' }).then(
      (answer) => answer && onState({ ...answer, step: 'account' }),
    );
  return (
    <div className={classes.stack}>
      <div className={classes.card} data-tone={isChecked ? 'good' : undefined}>
        {isChecked && (
          <p className={classes.state} data-tone="good" role="status">
            <IconCircleCheck size={16} stroke={2} aria-hidden />
            Twilio accepts this account
          </p>
        )}
        <Facts state={state} />
      </div>
      {account.isTrial && (
        <div className={classes.card} data-tone="warn" role="note" aria-label="Trial account">
          {TRIAL.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      {problem && <TroubleBox trouble={problem} />}
      <div className={classes.buttons}>
        {isChecked ? (
          <Button onClick={() => goTo('senders')}>Continue</Button>
        ) : (
          <Button loading={busy} onClick={() => void check()}>
            Check it
          </Button>
        )}
        {!state.fromEnvironment && (
          <Button variant="default" onClick={props.onOther}>
            Another account…
          </Button>
        )}
      </div>
    </div>
  );
}

function Facts({ state }: { readonly state: ConnectState }) {
  const { account, token } = state;
  if (account === null) return null;
  const kept = {
    environment: 'Set by environment (TWILIO_AUTH_TOKEN)',
    'key-store': 'In the system’s key store',
    'this-run': 'For this run only: this system has no key store',
  } as const;
  return (
    <dl className={classes.dl}>
      {account.name !== '' && <Fact name="Name" value={account.name} />}
      <Fact name="Account SID" value={account.sid} />
      {account.name !== '' && <Fact name="Kind" value={account.isTrial ? 'Trial' : 'Full'} />}
      {account.balance !== null && <Fact name="Balance" value={account.balance} />}
      {token !== null && <Fact name="Auth token" value={kept[token]} />}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="outside">{value}</dd>
    </div>
  );
}
