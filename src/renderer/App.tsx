import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { LiveRegion } from './components/LiveRegion';
import { Mishap } from './components/Mishap';
import classes from './App.module.css';
import { ActivityDrawer } from './features/activity/ActivityDrawer';
import { ConnectionStrip } from './features/connection/ConnectionStrip';
import { ContextPane } from './features/context/ContextPane';
import { ThreadListPane } from './features/inbox/ThreadListPane';
import { ShortcutsHelp } from './features/keyboard/ShortcutsHelp';
import { useShortcuts } from './features/keyboard/use-shortcuts';
import { ThreadPane } from './features/thread/ThreadPane';
import { TopBar } from './features/top-bar/TopBar';
import { ProblemBanner } from './features/top-bar/ProblemBanner';
import { ViewList } from './features/views/ViewList';
import type { Desk } from './store/create-desk';
import { DeskContext } from './store/desk-context';
import { cssVariables, theme } from './theme/theme';

/** The operator's window: views, list, thread and context side by side, and how everything stands below. */
export function App({ desk }: { readonly desk: Desk }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <DeskContext value={desk}>
        <Notifications position="bottom-right" limit={4} />
        <Mishap>
          <Panes />
        </Mishap>
      </DeskContext>
    </MantineProvider>
  );
}

function Panes() {
  useShortcuts();
  return (
    <div className={classes.window}>
      <TopBar />
      <ProblemBanner />
      <div className={classes.panes}>
        <ViewList />
        <ThreadListPane />
        <ThreadPane />
        <ContextPane />
      </div>
      <ConnectionStrip />
      <ActivityDrawer />
      <ShortcutsHelp />
      <LiveRegion />
    </div>
  );
}
