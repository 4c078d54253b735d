import { Button, Loader } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { TunnelState } from '../../../shared/connection';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useDeskState } from '../../store/desk-context';
import classes from './Connect.module.css';
import type { StepProps } from './ConnectPage';
import { TroubleBox } from './TroubleBox';
import { useAsking } from './use-asking';

/** Has a signed request go out to the public address, and says whether it came back in. */
export function CheckStep({ goTo }: StepProps) {
  const { run, busy, problem } = useAsking();
  const tunnel = useDeskState(({ facts }) => facts?.connection.tunnel);
  if (!tunnel) return null;
  const isProven = tunnel.roundTrip.provenAt !== null && tunnel.roundTrip.problem === null;
  return (
    <div className={classes.stack}>
      {tunnel.url === null ? (
        <TroubleBox
          trouble={{
            message: 'This console has no public address now, so there is nothing to try.',
            remedy: tunnel.reason ?? 'Choose one first, and wait until it is up.',
          }}
        />
      ) : (
        <Outcome tunnel={tunnel} />
      )}
      {problem && <TroubleBox trouble={problem} />}
      <div className={classes.foot}>
        {isProven && <Button onClick={() => goTo('text')}>Continue</Button>}
        {tunnel.url !== null && (
          <Button
            variant={isProven ? 'default' : 'filled'}
            loading={busy || tunnel.roundTrip.isRunning}
            onClick={() => void run('connection.test', {})}
          >
            {isProven ? 'Try it again' : 'Try it now'}
          </Button>
        )}
        {!isProven && (
          <>
            <Button variant="default" onClick={() => goTo('way')}>
              Back to the public address
            </Button>
            <Button variant="default" onClick={() => goTo('text')}>
              Later
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Outcome({ tunnel }: { readonly tunnel: TunnelState }) {
  const now = useNow();
  const { isRunning, problem, detail, provenAt, tookMs } = tunnel.roundTrip;
  if (problem !== null && !isRunning) {
    return <TroubleBox trouble={{ message: 'It did not come back.', remedy: problem, detail }} />;
  }
  const isProven = provenAt !== null && problem === null;
  return (
    <div className={classes.card} data-tone={isProven ? 'good' : undefined} role="status">
      <p className={classes.state} data-tone={isProven ? 'good' : undefined}>
        {isRunning ? (
          <Loader size={14} aria-hidden />
        ) : isProven ? (
          <IconCircleCheck size={16} stroke={2} aria-hidden />
        ) : (
          <IconCircleX size={16} stroke={2} aria-hidden />
        )}
        {isRunning ? 'A request is on its way…' : isProven ? 'It came back' : 'Not tried yet'}
      </p>
      <p>
        To <span className="outside">{tunnel.url}</span>
        {isProven && `, ${whenWords(provenAt, now)}${tookMs === null ? '' : `, in ${tookMs} ms`}`}.
      </p>
    </div>
  );
}
