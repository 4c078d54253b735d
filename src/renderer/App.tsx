import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { LiveRegion } from './components/LiveRegion';
import { Mishap } from './components/Mishap';
import classes from './App.module.css';
import { WriteInDialog } from './features/composer/WriteInDialog';
import { ConnectionStrip } from './features/connection/ConnectionStrip';
import { ShortcutsHelp } from './features/keyboard/ShortcutsHelp';
import { useShortcuts } from './features/keyboard/use-shortcuts';
import { EntryEditor } from './features/knowledge/EntryEditor';
import { InboxPage } from './features/pages/InboxPage';
import { PageView } from './features/pages/PageView';
import { GoToAnything } from './features/spotlight/GoToAnything';
import { BackupBar } from './features/settings/BackupBar';
import { TopBar } from './features/top-bar/TopBar';
import { LossBanner } from './features/top-bar/LossBanner';
import { OfflineBanner } from './features/top-bar/OfflineBanner';
import { ProblemBanner } from './features/top-bar/ProblemBanner';
import { ViewList } from './features/views/ViewList';
import type { Desk } from './store/create-desk';
import { DeskContext, useUi } from './store/desk-context';
import { cssVariables, followSystem, theme } from './theme/theme';

/** The operator's window: the views, beside them the inbox or another page, and how everything stands below. */
export function App({ desk }: { readonly desk: Desk }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={followSystem}
      defaultColorScheme="auto"
    >
      <DeskContext value={desk}>
        <Mishap>
          <Panes />
        </Mishap>
      </DeskContext>
    </MantineProvider>
  );
}

function Panes() {
  useShortcuts();
  const page = useUi((ui) => ui.page);
  return (
    <div className={classes.window}>
      <TopBar />
      <div>
        <ProblemBanner />
        <OfflineBanner />
        <LossBanner />
        <BackupBar />
      </div>
      <div className={classes.panes} data-page={page !== 'inbox' || undefined}>
        <ViewList />
        {page === 'inbox' ? <InboxPage /> : <PageView page={page} />}
        <Notifications withinPortal={false} position="bottom-left" className={classes.notices ?? ''} limit={4} />
      </div>
      <ConnectionStrip />
      <ShortcutsHelp />
      <WriteInDialog />
      <EntryEditor />
      <GoToAnything />
      <LiveRegion />
    </div>
  );
}
