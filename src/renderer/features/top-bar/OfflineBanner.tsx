import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useNow } from '../../components/use-now';
import { useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { againWords } from '../connection/connection-words';
import classes from './TopBar.module.css';

/** That Twilio cannot be reached, what does not work for that, and that nothing is lost, for as long as it lasts. */
export function OfflineBanner() {
  const command = useCommand();
  const twilio = useDeskState(({ facts }) => facts?.connection.twilio);
  const isAway = twilio?.state === 'unreachable';
  return (
    <div role="status">
      {isAway && (
        <div className={classes.loss}>
          <IconCloudOff size={16} stroke={1.75} aria-hidden />
          <p className={classes.lossWords}>
            <strong>No connection to Twilio.</strong> Nothing can be sent just now. What you write is kept and goes out
            by itself; what customers write meanwhile is fetched. <Countdown to={twilio.retryAt} />
          </p>
          <Button size="compact-xs" variant="default" onClick={() => void command('connection.retry', {})}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}

/** Ticks only while it is shown, and is not read out with each second. */
function Countdown({ to }: { readonly to: string | null }) {
  const now = useNow(1000);
  return <span aria-live="off">{againWords('', to, now).trim()}</span>;
}
