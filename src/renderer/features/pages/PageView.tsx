import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Page } from '../../store/ui-state';
import { ActivityPage } from '../activity/ActivityPage';
import { SessionsPage } from '../sessions/SessionsPage';
import { SettingsPage } from '../settings/SettingsPage';
import { ConnectPage } from '../connect/ConnectPage';
import { KnowledgePage } from '../knowledge/KnowledgePage';
import classes from './PageFrame.module.css';

/** Brings the charts along, which nobody needs who does not look at them. */
const InsightsPage = lazy(async () => {
  const page = await import('../insights/InsightsPage');
  return { default: page.InsightsPage };
});

/** Brings along what tells texts apart word by word. */
const AiPage = lazy(async () => {
  const page = await import('../ai/AiPage');
  return { default: page.AiPage };
});

/** The page that stands beside the views instead of the inbox. */
export function PageView({ page }: { readonly page: Exclude<Page, 'inbox'> }) {
  return <Suspense fallback={<Waiting />}>{contentOf(page)}</Suspense>;
}

function contentOf(page: Exclude<Page, 'inbox'>) {
  switch (page) {
    case 'ai':
      return <AiPage />;
    case 'activity':
      return <ActivityPage />;
    case 'sessions':
      return <SessionsPage />;
    case 'insights':
      return <InsightsPage />;
    case 'knowledge':
      return <KnowledgePage />;
    case 'settings':
      return <SettingsPage />;
    case 'connect':
      return <ConnectPage />;
  }
}

function Waiting() {
  return (
    <div className={classes.waiting}>
      <Loader size={20} aria-label="Loading the page" />
    </div>
  );
}
