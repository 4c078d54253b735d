import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { findBridge } from './ipc/bridge';
import { createDesk } from './store/create-desk';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App desk={createDesk(findBridge(window), window)} />
    </StrictMode>,
  );
}
