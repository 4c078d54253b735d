import { Badge } from '@mantine/core';
import { IconHeadset } from '@tabler/icons-react';
import { useDeskState } from '../../store/desk-context';
import { isDemo } from '../../store/desk-state';
import { AiSwitch } from './AiSwitch';
import classes from './TopBar.module.css';

/** Name of the console, whether it is a rehearsal, and the AI switch. */
export function TopBar() {
  const demo = useDeskState(isDemo);
  return (
    <header className={classes.bar}>
      <h1 className={classes.name}>
        <IconHeadset size={20} stroke={1.75} aria-hidden />
        Switchboard
      </h1>
      {demo && (
        <Badge
          variant="outline"
          color="gray"
          size="sm"
          title="No account is connected: Twilio is played by the simulator"
        >
          Demo
        </Badge>
      )}
      <AiSwitch />
    </header>
  );
}
