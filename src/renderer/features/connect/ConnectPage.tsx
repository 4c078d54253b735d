import { Loader } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { connectSteps, type ConnectState, type ConnectStep } from '../../../shared/contract/connect-contract';
import { useDesk, useDeskState } from '../../store/desk-context';
import { PageFrame } from '../pages/PageFrame';
import { AccountStep } from './AccountStep';
import { CheckStep } from './CheckStep';
import classes from './Connect.module.css';
import { isStepDone, stepWords } from './connect-words';
import { SendersStep } from './SendersStep';
import { TextStep } from './TextStep';
import { TroubleBox } from './TroubleBox';
import { useAsking } from './use-asking';
import { WayStep } from './WayStep';
import { WebhooksStep } from './WebhooksStep';

/** What every step gets. */
export interface StepProps {
  readonly state: ConnectState;
  /** Takes what the main process says of the whole. */
  readonly onState: (state: ConnectState) => void;
  readonly goTo: (step: ConnectStep) => void;
}

/** Connects a Twilio account, step by step. Where it was left, in this window or an earlier run, it goes on. */
export function ConnectPage() {
  const { ask } = useDesk();
  const { run, problem } = useAsking();
  const [state, setState] = useState<ConnectState | null>(null);
  useEffect(() => {
    // Asks the key store whether it is there: where the token is kept has to be said before it is given.
    void ask('settings.read', {}).catch(() => undefined);
  }, [ask]);
  useEffect(() => {
    void run('connect.read', {}).then((answer) => answer && setState(answer));
  }, [run]);
  const goTo = useCallback(
    (step: ConnectStep) => void run('connect.step', { step }).then((answer) => answer && setState(answer)),
    [run],
  );
  return (
    <PageFrame title="Connect Twilio">
      {state === null ? (
        <div className={classes.content}>
          {problem ? <TroubleBox trouble={problem} /> : <Loader size={20} aria-label="Looking how far it has come" />}
        </div>
      ) : (
        <div className={classes.body}>
          <Steps state={state} goTo={goTo} />
          <div className={classes.content}>
            {problem && <TroubleBox trouble={problem} />}
            <Step key={state.step} step={state.step}>
              {contentOf({ state, onState: setState, goTo })}
            </Step>
          </div>
        </div>
      )}
    </PageFrame>
  );
}

function contentOf(props: StepProps): ReactNode {
  switch (props.state.step) {
    case 'account':
      return <AccountStep {...props} />;
    case 'senders':
      return <SendersStep {...props} />;
    case 'way':
      return <WayStep {...props} />;
    case 'webhooks':
      return <WebhooksStep {...props} />;
    case 'check':
      return <CheckStep {...props} />;
    case 'text':
      return <TextStep {...props} />;
  }
}

function Steps({ state, goTo }: { readonly state: ConnectState; readonly goTo: (step: ConnectStep) => void }) {
  const tunnel = useDeskState(({ facts }) => facts?.connection.tunnel);
  const now = connectSteps.indexOf(state.step);
  const isOpen = (step: ConnectStep) =>
    step === 'account' || (state.token !== null && (step === 'senders' || (state.chosen.length > 0 && now > 0)));
  return (
    <nav aria-label="Steps" className={classes.nav}>
      <ol className={classes.steps}>
        {connectSteps.map((step, index) => {
          const done = isStepDone(step, state, tunnel);
          return (
            <li key={step}>
              <button
                type="button"
                className={classes.stepButton}
                aria-current={step === state.step ? 'step' : undefined}
                disabled={!isOpen(step)}
                onClick={() => goTo(step)}
              >
                <span className={classes.stepSign} data-done={done || undefined} aria-hidden>
                  {done ? <IconCheck size={16} stroke={2} /> : index + 1}
                </span>
                {stepWords[step].name}
                {done && <span className="visuallyHidden">, done</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Step({ step, children }: { readonly step: ConnectStep; readonly children: ReactNode }) {
  const { ui } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (ui.getState().pageTurns > 0) heading.current?.focus();
  }, [ui]);
  const { name, about } = stepWords[step];
  return (
    <section className={classes.step} aria-labelledby="connect-step">
      <h3 ref={heading} id="connect-step" tabIndex={-1} className={classes.title}>
        {name}
      </h3>
      <p className={classes.about}>{about}</p>
      {children}
    </section>
  );
}
