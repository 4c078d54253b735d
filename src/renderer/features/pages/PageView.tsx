import { Loader } from '@mantine/core';
import { Suspense } from 'react';
import type { Page } from '../../store/ui-state';
import { ActivityPage } from '../activity/ActivityPage';
import { SessionsPage } from '../sessions/SessionsPage';
import classes from './PageFrame.module.css';

/** The page that stands beside the views instead of the inbox. */
export function PageView({ page }: { readonly page: Exclude<Page, 'inbox'> }) {
  return <Suspense fallback={<Waiting />}>{contentOf(page)}</Suspense>;
}

function contentOf(page: Exclude<Page, 'inbox'>) {
  switch (page) {
    case 'activity':
      return <ActivityPage />;
    case 'sessions':
      return <SessionsPage />;
    default:
      return null;
  }
}

function Waiting() {
  return (
    <div className={classes.waiting}>
      <Loader size={20} aria-label="Loading the page" />
    </div>
  );
}
