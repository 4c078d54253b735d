import { Button } from '@mantine/core';
import { useDesk, useDeskState } from '../../store/desk-context';
import { showPage } from '../../store/show-page';
import classes from './SettingsPage.module.css';

/** The way to connect an account step by step, or to go through the steps of a connected one again. */
export function ConnectRow() {
  const desk = useDesk();
  const isConnected = useDeskState(({ facts }) => (facts?.connection.twilio.state ?? 'demo') !== 'demo');
  return (
    <div className={classes.row}>
      <div>
        <p className={classes.name}>{isConnected ? 'The steps of connecting' : 'Connect step by step'}</p>
        <p className={classes.help}>
          {isConnected
            ? 'Account, numbers, public address, webhooks and a first text: each can be done again.'
            : 'Account, numbers, public address, webhooks and a first text. You can stop anywhere and go on later.'}
        </p>
      </div>
      <div className={classes.buttons}>
        <Button
          size="compact-sm"
          variant={isConnected ? 'default' : 'filled'}
          onClick={() => showPage(desk, 'connect')}
        >
          {isConnected ? 'Go through them…' : 'Connect Twilio…'}
        </Button>
      </div>
    </div>
  );
}
