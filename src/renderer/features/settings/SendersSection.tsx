import { Button, Loader, Modal } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { OwnSender, SendersState, VerifiedNumber, WebhookPlan } from '../../../shared/contract/connect-contract';
import { showAddress } from '../../../shared/phone-address';
import { whenWords } from '../../components/time-words';
import { useHome } from '../../components/use-home';
import { useNow } from '../../components/use-now';
import { useDesk } from '../../store/desk-context';
import connect from '../connect/Connect.module.css';
import { PlanTable } from '../connect/PlanTable';
import { SandboxCard } from '../connect/SandboxCard';
import { SenderHealth, SenderName } from '../connect/SenderHealth';
import { TroubleBox } from '../connect/TroubleBox';
import { useAsking, type Asking } from '../connect/use-asking';
import { useOwnSenders } from '../connect/use-own-senders';
import { VerifyNumber } from '../connect/VerifyNumber';
import classes from './SettingsPage.module.css';

/** All that the account writes and calls from, how each stands, and what can be done about it. */
export function SendersSection() {
  const { state, busy, problem, refresh } = useOwnSenders('desk');
  const asking = useAsking();
  const [done, setDone] = useState<readonly WebhookPlan[]>([]);
  const now = useNow();
  const act = async (answer: Promise<readonly WebhookPlan[] | undefined>) => {
    const plans = await answer;
    if (plans) setDone(plans);
    await refresh();
  };
  const canRestore = (state?.senders ?? []).filter(({ before }) => before === 'kept');
  return (
    <div className={connect.stack}>
      <div className={connect.buttons}>
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          leftSection={<IconRefresh size={14} stroke={1.75} />}
          onClick={() => void refresh()}
        >
          Ask Twilio again
        </Button>
        {canRestore.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={asking.busy}
            onClick={() => void act(asking.run('senders.restore', { keys: null }))}
          >
            Restore all webhooks
          </Button>
        )}
        {state && <span className={connect.quiet}>Read {whenWords(state.readAt, now)}</span>}
      </div>
      {(problem ?? state?.trouble) && <TroubleBox trouble={problem ?? state?.trouble ?? { message: '' }} />}
      {asking.problem && <TroubleBox trouble={asking.problem} />}
      {state === null && problem === null && <Loader size={20} aria-label="Asking Twilio for the senders" />}
      {state && (
        <>
          {state.base === null && (
            <p className={connect.quiet}>
              Once this console has a public address (below), these can be pointed at it with one click.
            </p>
          )}
          <ul className={connect.list} aria-label="Senders">
            {state.senders.map((sender) => (
              <Line
                key={sender.key}
                sender={sender}
                base={state.base}
                done={done.find(({ key }) => key === sender.key)}
                asking={asking}
                act={act}
              />
            ))}
          </ul>
          {state.senders.some(({ kind }) => kind === 'sandbox') && <SandboxCard urls={state.sandbox} />}
          <Services services={state.services} />
          <CallerIds verified={state.verified} asking={asking} refresh={refresh} />
        </>
      )}
    </div>
  );
}

function Line(props: {
  readonly sender: OwnSender;
  readonly base: string | null;
  readonly done: WebhookPlan | undefined;
  readonly asking: Asking;
  readonly act: (answer: Promise<readonly WebhookPlan[] | undefined>) => Promise<void>;
}) {
  const { sender, base, done, asking, act } = props;
  const isElsewhere = sender.points.some(({ to }) => to !== 'here');
  return (
    <li className={connect.sender}>
      <div className={connect.senderBody}>
        <p className={connect.senderName}>
          <SenderName sender={sender} />
          {!sender.isChosen && <span className={connect.can}>not connected</span>}
        </p>
        <SenderHealth sender={sender} />
        {sender.before === 'changed' && (
          <p className={connect.quiet}>Its webhooks were set by somebody else since this console set them.</p>
        )}
        {done?.trouble && <TroubleBox trouble={done.trouble} />}
        {done && done.lines.length > 0 && <PlanTable lines={done.lines} isDone />}
      </div>
      <div className={connect.buttons}>
        {isElsewhere && sender.isChosen && base !== null && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={asking.busy}
            aria-label={`Point it here: ${sender.address}`}
            onClick={() => void act(asking.run('senders.point', { keys: [sender.key] }))}
          >
            Point it here
          </Button>
        )}
        {sender.before === 'kept' && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={asking.busy}
            aria-label={`Restore the webhooks of ${sender.address}`}
            onClick={() => void act(asking.run('senders.restore', { keys: [sender.key] }))}
          >
            Restore
          </Button>
        )}
      </div>
    </li>
  );
}

function Services({ services }: Pick<SendersState, 'services'>) {
  if (services.length === 0) return null;
  return (
    <div>
      <p className={classes.name}>Messaging Services</p>
      <p className={classes.help}>
        Groups of senders. What arrives on one of their senders goes where the service says.
      </p>
      <ul className={connect.list} aria-label="Messaging Services">
        {services.map(({ sid, name, inbound, isGood }) => {
          const Sign = isGood ? IconCircleCheck : IconAlertTriangle;
          return (
            <li key={sid} className={connect.sender}>
              <p className={connect.senderName}>
                <span className={`${connect.strong ?? ''} outside`}>{name}</span>
                <span className={connect.fact} data-tone={isGood ? 'good' : 'warn'}>
                  <Sign size={13} stroke={2} aria-hidden />
                  {inbound}
                </span>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CallerIds(props: {
  readonly verified: readonly VerifiedNumber[];
  readonly asking: Asking;
  readonly refresh: () => Promise<void>;
}) {
  const { verified, asking, refresh } = props;
  const { ui } = useDesk();
  const home = useHome();
  const [isVerifying, setVerifying] = useState(false);
  const [removing, setRemoving] = useState<VerifiedNumber | null>(null);
  const remove = async ({ sid }: VerifiedNumber) => {
    setRemoving(null);
    const answer = await asking.run('caller-id.remove', { sid });
    if (answer === undefined) return;
    ui.setState({ announcement: 'Verified number removed' });
    await refresh();
  };
  return (
    <div>
      <p className={classes.name}>Verified caller IDs</p>
      <p className={classes.help}>
        Phones of your own that Twilio has called and checked. They can be shown to whom you call, and a trial account
        may write to them. Texts cannot be sent from them.
      </p>
      <ul className={connect.list} aria-label="Verified caller IDs">
        {verified.map((one) => (
          <li key={one.sid} className={connect.sender}>
            <p className={`${connect.senderName ?? ''} ${connect.senderBody ?? ''}`}>
              <span className={connect.strong}>{showAddress(one.phoneNumber, home)}</span>
              <span className="outside">{one.name}</span>
            </p>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={`Remove ${one.phoneNumber}`}
              leftSection={<IconTrash size={14} stroke={1.75} />}
              onClick={() => setRemoving(one)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} stroke={1.75} />}
        onClick={() => setVerifying(true)}
      >
        Verify a number…
      </Button>
      <Modal opened={isVerifying} onClose={() => setVerifying(false)} title="Verify a number" centered>
        {isVerifying && (
          <VerifyNumber
            onCancel={() => setVerifying(false)}
            onVerified={() => {
              setVerifying(false);
              void refresh();
            }}
          />
        )}
      </Modal>
      <Modal opened={removing !== null} onClose={() => setRemoving(null)} title="Remove this verified number?" centered>
        <div className={connect.stack}>
          <p className={connect.quiet}>
            {removing && showAddress(removing.phoneNumber, home)} can then be shown to nobody, and a trial account may
            not write to it any more. To have it back, it has to be verified again.
          </p>
          <div className={classes.buttons}>
            <Button color="red" onClick={() => removing && void remove(removing)}>
              Remove
            </Button>
            <Button variant="default" onClick={() => setRemoving(null)}>
              Cancel
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}
