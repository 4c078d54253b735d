import { Switch } from '@mantine/core';
import { IconDeviceMobileMessage } from '@tabler/icons-react';
import { useAct, useModel } from './simulator-context';
import classes from './SimulatorBar.module.css';

/** What this window is, and the switch that cuts the console off. */
export function SimulatorBar() {
  const reachable = useModel((model) => model.settings.reachable);
  const act = useAct();
  return (
    <header className={classes.bar}>
      <h1 className={classes.name}>
        <IconDeviceMobileMessage size={20} stroke={1.75} aria-hidden />
        Simulator
      </h1>
      <p className={classes.words}>Customers’ phones, and a stand-in for Twilio. Nothing leaves this computer.</p>
      <div className={classes.reach} data-off={!reachable || undefined}>
        <Switch
          size="sm"
          checked={reachable}
          onChange={({ currentTarget }) => void act('webhooks.reachable', { reachable: currentTarget.checked })}
          label={reachable ? 'Twilio reaches the console' : 'The console is offline'}
        />
      </div>
    </header>
  );
}
