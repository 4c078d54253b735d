import { Button, Loader, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { Empty } from '../../components/Empty';
import { cssVariables, theme } from '../../theme/theme';
import type { Simulator } from './create-simulator';
import { PhoneRow } from './PhoneRow';
import { SimulatorContext } from './simulator-context';
import classes from './SimulatorApp.module.css';
import { SimulatorBar } from './SimulatorBar';
import { TwilioSide } from './TwilioSide';

/** The simulator's window: customers' phones on the left, what Twilio sees on the right. */
export function SimulatorApp({ simulator }: { readonly simulator: Simulator }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <SimulatorContext value={simulator}>
        <Notifications position="bottom-right" limit={3} />
        <Content simulator={simulator} />
      </SimulatorContext>
    </MantineProvider>
  );
}

function Content({ simulator }: { readonly simulator: Simulator }) {
  const state = useStore(simulator.state);
  if (state.at === 'loading') {
    return (
      <div className={classes.alone}>
        <Loader aria-label="Starting the simulator" />
      </div>
    );
  }
  if (state.at === 'failed') {
    return (
      <div className={classes.alone} role="alert">
        <Empty
          icon={<IconPlugConnectedX size={32} stroke={1.5} />}
          title={state.problem.message}
          action={<Button onClick={() => void simulator.load()}>Try again</Button>}
        >
          {state.problem.remedy}
        </Empty>
      </div>
    );
  }
  return (
    <div className={classes.window}>
      <SimulatorBar />
      <div className={classes.sides}>
        <PhoneRow />
        <TwilioSide />
      </div>
    </div>
  );
}
