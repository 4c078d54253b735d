import { Button, Checkbox, Loader } from '@mantine/core';
import { useState } from 'react';
import type { OwnSender } from '../../../shared/contract/connect-contract';
import classes from './Connect.module.css';
import type { StepProps } from './ConnectPage';
import { SenderHealth, SenderName } from './SenderHealth';
import { TroubleBox } from './TroubleBox';
import { useAsking } from './use-asking';
import { useOwnSenders } from './use-own-senders';

/** Has the operator choose what of the account this console answers for. */
export function SendersStep({ state, onState }: StepProps) {
  const { state: found, busy, problem, refresh } = useOwnSenders('wizard');
  const choosing = useAsking();
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  if (found === null) {
    return problem ? (
      <Unread trouble={problem} busy={busy} onAgain={refresh} />
    ) : (
      <Loader size={20} aria-label="Asking Twilio for the numbers" />
    );
  }
  if (found.trouble) return <Unread trouble={found.trouble} busy={busy} onAgain={refresh} />;
  const all = found.senders;
  // Nothing chosen yet: the usual wish is all of them, but for the sandbox.
  const marked = chosen ?? new Set(state.chosen.length > 0 ? state.chosen : usual(all));
  const numbers = all.filter(({ kind }) => kind === 'number');
  const hasOne = all.some(({ key }) => marked.has(key));
  const choose = async () => {
    const keys = all.map(({ key }) => key).filter((key) => marked.has(key));
    const answer = await choosing.run('connect.choose', { keys });
    if (answer) onState(answer);
  };
  return (
    <>
      {numbers.length === 0 && (
        <div className={classes.card} data-tone="warn">
          <p>
            This account has no phone number, so it takes no texts and no calls, only WhatsApp. For those, buy a number
            in Twilio’s Console under Phone Numbers → Buy a number, then read the list again.
          </p>
        </div>
      )}
      <ul className={classes.list} aria-label="Senders of the account">
        {all.map((sender) => (
          <li key={sender.key} className={classes.sender}>
            <Checkbox
              mt={2}
              aria-label={`Use ${sender.name === '' ? sender.address : `${sender.name}, ${sender.address}`}`}
              checked={marked.has(sender.key)}
              onChange={(event) => setChosen(toggled(marked, sender.key, event.currentTarget.checked))}
            />
            <div className={classes.senderBody}>
              <p className={classes.senderName}>
                <SenderName sender={sender} />
              </p>
              <SenderHealth sender={sender} />
              {sender.kind === 'sandbox' && (
                <p className={classes.quiet}>
                  Only people who have sent your join code to it can be written to, for three days. What to paste at
                  Twilio is said in the step “Webhooks”.
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>
        Nothing is changed at Twilio yet. From here on the console works with this account instead of{' '}
        {state.fromEnvironment ? 'any other' : 'the simulator or another account'}.
      </p>
      {choosing.problem && <TroubleBox trouble={choosing.problem} />}
      <div className={classes.foot}>
        <Button loading={choosing.busy} disabled={!hasOne} onClick={() => void choose()}>
          {marked.size === 0 ? 'Continue' : `Continue with ${marked.size === 1 ? 'this one' : `these ${marked.size}`}`}
        </Button>
        <Button variant="default" loading={busy} onClick={() => void refresh()}>
          Read the list again
        </Button>
        {all.length > 0 && !hasOne && (
          <p className={classes.quiet} role="status">
            Choose at least one sender that this console is to answer for.
          </p>
        )}
      </div>
    </>
  );
}

function Unread(props: {
  readonly trouble: { readonly message: string; readonly remedy?: string; readonly detail?: string | null };
  readonly busy: boolean;
  readonly onAgain: () => Promise<void>;
}) {
  return (
    <div className={classes.stack}>
      <TroubleBox trouble={props.trouble} />
      <div className={classes.buttons}>
        <Button loading={props.busy} onClick={() => void props.onAgain()}>
          Try again
        </Button>
      </div>
    </div>
  );
}

function usual(senders: readonly OwnSender[]): readonly string[] {
  return senders.filter(({ kind, can }) => kind !== 'sandbox' && (can.text || can.call)).map(({ key }) => key);
}

function toggled(before: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(before);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}
