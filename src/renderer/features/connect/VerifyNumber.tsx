import { Button, Loader, TextInput } from '@mantine/core';
import { IconCircleCheck, IconPhoneIncoming } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Verification } from '../../../shared/contract/connect-contract';
import { showAddress } from '../../../shared/phone-address';
import { useHome } from '../../components/use-home';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './Connect.module.css';
import { TroubleBox } from './TroubleBox';
import { useAsking } from './use-asking';

/** How often it is asked what became of a verification, in milliseconds. */
const ASK_MS = 1_000;

/** Has a number verified: asks for it, shows the code while Twilio calls, and says what came of it. */
export function VerifyNumber(props: {
  readonly phone?: string;
  readonly onVerified: () => void;
  readonly onCancel: () => void;
}) {
  const { run, busy, problem } = useAsking();
  const [phone, setPhone] = useState(props.phone ?? '');
  const [name, setName] = useState('');
  const [verification, setVerification] = useState<Verification | null>(null);
  const { ask } = useDesk();
  if (verification) {
    return (
      <Calling
        begun={verification}
        onVerified={props.onVerified}
        onAgain={() => setVerification(null)}
        onCancel={() => {
          const { verification_id } = verification;
          void ask('caller-id.cancel', { verification_id }).catch(() => undefined);
          props.onCancel();
        }}
      />
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run('caller-id.verify', { phone, name: name.trim() }).then((answer) => answer && setVerification(answer));
      }}
    >
      <TextInput
        label="Phone to verify"
        description="Twilio calls it at once, so have it at hand."
        placeholder="+1 570 325 1809"
        type="tel"
        data-autofocus
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <TextInput
        label="Name"
        description="As it is to be called in lists. May be left out."
        maxLength={64}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {problem && <TroubleBox trouble={problem} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={busy} disabled={phone.trim() === ''}>
          Have Twilio call it
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function Calling(props: {
  readonly begun: Verification;
  readonly onVerified: () => void;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
}) {
  const { begun, onVerified } = props;
  const { verification_id } = begun;
  const { ask, ui } = useDesk();
  const command = useCommand();
  const home = useHome();
  const demo = useDeskState(({ facts }) => facts?.connection.twilio.state === 'demo');
  const [now, setNow] = useState(begun);
  const isOver = now.state !== 'calling';
  useEffect(() => {
    if (isOver) return undefined;
    const timer = window.setInterval(() => {
      // While the main process cannot be asked, what is shown stays.
      ask('caller-id.state', { verification_id }).then(setNow, () => undefined);
    }, ASK_MS);
    return () => window.clearInterval(timer);
  }, [ask, isOver, verification_id]);
  const isVerified = now.state === 'verified';
  if (isVerified) {
    return (
      <div className={classes.stack}>
        <p className={classes.state} data-tone="good" role="status">
          <IconCircleCheck size={16} stroke={2} aria-hidden />
          {showAddress(now.phoneNumber, home)} is verified
        </p>
        <p className={classes.quiet}>It can be shown to whom you call. Texts cannot be sent from it.</p>
        <div className={classes.buttons}>
          <Button onClick={onVerified}>Done</Button>
          <Button
            variant="default"
            title="Text to your own number as this phone; the AI’s answer is really sent to it"
            onClick={() => ui.setState({ writingIn: { from: now.phoneNumber } })}
          >
            Write in as this phone…
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={classes.stack}>
      {now.state === 'calling' && (
        <>
          <p className={classes.state} role="status">
            <IconPhoneIncoming size={16} stroke={2} aria-hidden />
            Twilio is calling {showAddress(now.phoneNumber, home)}
          </p>
          <p>Answer, and key in this code:</p>
          <p className={classes.code} aria-label={`Code: ${now.code.split('').join(' ')}`}>
            {now.code}
          </p>
          <p className={classes.quiet}>
            <Loader size={12} aria-hidden /> The call is in English and comes from +1 415 723 4000. What comes of it is
            noticed by itself.
          </p>
        </>
      )}
      {now.trouble && <TroubleBox trouble={now.trouble} />}
      <div className={classes.buttons}>
        {isOver && <Button onClick={props.onAgain}>Verify again</Button>}
        {demo && !isOver && (
          <Button variant="default" onClick={() => void command('simulator.show', {})}>
            Open the simulator
          </Button>
        )}
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
