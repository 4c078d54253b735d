import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useNow } from '../../components/use-now';
import { useDeskState } from '../../store/desk-context';
import { webhookWords } from '../connection/connection-words';
import classes from './Connect.module.css';
import type { StepProps } from './ConnectPage';

/** Shows whether a request comes back in through the public address. */
export function CheckStep({ goTo }: StepProps) {
  const connection = useDeskState(({ facts }) => facts?.connection);
  const now = useNow(1_000);
  if (!connection) return null;
  const { tone, word, sentence } = webhookWords(connection, false, now);
  const isUp = connection.tunnel.state === 'up';
  const Sign = isUp ? IconCircleCheck : IconCircleX;
  return (
    <div className={classes.stack}>
      <div className={classes.card} data-tone={isUp ? 'good' : undefined} role="status">
        <p className={classes.state} data-tone={tone}>
          <Sign size={16} stroke={2} aria-hidden />
          {word}
        </p>
        <p>{sentence}</p>
      </div>
      <div className={classes.foot}>
        <Button onClick={() => goTo('text')}>Continue</Button>
        {!isUp && (
          <Button variant="default" onClick={() => goTo('way')}>
            Back to the way from the internet
          </Button>
        )}
      </div>
    </div>
  );
}
