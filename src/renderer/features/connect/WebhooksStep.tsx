import { Button, Loader } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { OwnSender, WebhookPlan } from '../../../shared/contract/connect-contract';
import { useDeskState } from '../../store/desk-context';
import classes from './Connect.module.css';
import type { StepProps } from './ConnectPage';
import { PlanTable } from './PlanTable';
import { SandboxCard } from './SandboxCard';
import { SenderHealth, SenderName } from './SenderHealth';
import { TroubleBox } from './TroubleBox';
import { useAsking, type Asking } from './use-asking';
import { useOwnSenders } from './use-own-senders';

/** Shows what is about to change at Twilio, changes it, and puts it back when asked to. */
export function WebhooksStep({ state, goTo }: StepProps) {
  const senders = useOwnSenders('desk');
  const asking = useAsking();
  const { plans, done, point, restore } = usePlans(state.chosen, asking, senders.refresh);
  const mine = senders.state?.senders.filter(({ key }) => state.chosen.includes(key)) ?? [];
  const sandbox = mine.find(({ kind }) => kind === 'sandbox');
  const changing = plans?.filter(({ lines }) => lines.length > 0) ?? [];
  const isSet = plans !== null && changing.length === 0 && plans.every(({ trouble }) => trouble === null);
  const canRestore = mine.some(({ before }) => before === 'kept');
  return (
    <>
      {asking.problem && <TroubleBox trouble={asking.problem} />}
      {senders.state?.trouble && <TroubleBox trouble={senders.state.trouble} />}
      {plans === null && asking.busy && <Loader size={20} aria-label="Asking Twilio how the webhooks stand" />}
      {isSet && plans.length > 0 && (
        <div className={classes.card} data-tone="good">
          <p className={classes.state} data-tone="good" role="status">
            <IconCircleCheck size={16} stroke={2} aria-hidden />
            {plans.length === 1 ? 'Its webhooks lead here' : 'All webhooks lead here'}
          </p>
          {canRestore && <p className={classes.quiet}>What they were before is kept, also for later: see Settings.</p>}
        </div>
      )}
      <ul className={classes.list} aria-label="Webhooks of your senders">
        {mine
          .filter(({ kind }) => kind !== 'sandbox')
          .map((sender) => (
            <SenderPlan
              key={sender.key}
              sender={sender}
              plan={plans?.find(({ key }) => key === sender.key)}
              done={done.find(({ key }) => key === sender.key)}
              busy={asking.busy}
              onRestore={() => void restore([sender.key])}
            />
          ))}
      </ul>
      {sandbox && senders.state && <SandboxCard urls={senders.state.sandbox} />}
      <div className={classes.foot}>
        {changing.length > 0 && (
          <Button loading={asking.busy} onClick={() => void point(changing.map(({ key }) => key))}>
            {changing.length === 1 ? 'Set these webhooks' : `Set the webhooks of ${changing.length} senders`}
          </Button>
        )}
        {isSet && <Button onClick={() => goTo('check')}>Continue</Button>}
        {!isSet && (
          <Button variant="default" onClick={() => goTo('check')}>
            Later
          </Button>
        )}
        {canRestore && (
          <Button variant="default" loading={asking.busy} onClick={() => void restore(null)}>
            Restore all
          </Button>
        )}
      </div>
    </>
  );
}

function SenderPlan(props: {
  readonly sender: OwnSender;
  readonly plan: WebhookPlan | undefined;
  readonly done: WebhookPlan | undefined;
  readonly busy: boolean;
  readonly onRestore: () => void;
}) {
  const { sender, plan, done } = props;
  const trouble = done?.trouble ?? plan?.trouble;
  return (
    <li className={classes.sender}>
      <div className={classes.senderBody}>
        <p className={classes.senderName}>
          <SenderName sender={sender} />
        </p>
        <SenderHealth sender={sender} />
        {trouble && <TroubleBox trouble={trouble} />}
        {plan && plan.lines.length > 0 && <PlanTable lines={plan.lines} isDone={false} />}
        {done && done.lines.length > 0 && plan?.lines.length === 0 && <PlanTable lines={done.lines} isDone />}
      </div>
      {sender.before === 'kept' && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={props.busy}
          aria-label={`Restore the webhooks of ${sender.address}`}
          onClick={props.onRestore}
        >
          Restore
        </Button>
      )}
    </li>
  );
}

/** What would change, and what has been changed here. */
function usePlans(chosen: readonly string[], { run }: Asking, refresh: () => Promise<void>) {
  const [plans, setPlans] = useState<readonly WebhookPlan[] | null>(null);
  const [done, setDone] = useState<readonly WebhookPlan[]>([]);
  const url = useDeskState(({ facts }) => facts?.connection.tunnel.url ?? null);
  const keys = chosen.join('\n');
  const plan = useCallback(
    () =>
      run('senders.plan', { keys: keys.split('\n').filter(Boolean) }).then((answer) => {
        if (answer) setPlans(answer);
      }),
    [keys, run],
  );
  useEffect(() => void plan(), [plan, url]);
  const after = async (answer: readonly WebhookPlan[] | undefined) => {
    if (!answer) return;
    setDone(answer);
    await Promise.all([refresh(), plan()]);
  };
  return {
    plans,
    done,
    point: async (senders: readonly string[]) => after(await run('senders.point', { keys: [...senders] })),
    restore: async (senders: readonly string[] | null) =>
      after(await run('senders.restore', { keys: senders === null ? null : [...senders] })),
  };
}
