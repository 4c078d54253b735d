import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSimulator } from './features/simulator/create-simulator';
import { findSimulatorBridge } from './features/simulator/simulator-bridge';
import { SimulatorApp } from './features/simulator/SimulatorApp';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <SimulatorApp simulator={createSimulator(findSimulatorBridge(window))} />
    </StrictMode>,
  );
}
