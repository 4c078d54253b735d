import { Tabs } from '@mantine/core';
import { DebuggerList } from './DebuggerList';
import { DeliveryControls } from './DeliveryControls';
import { MessageList } from './MessageList';
import { RequestList } from './RequestList';
import { RestList } from './RestList';
import { useModel } from './simulator-context';
import classes from './TwilioSide.module.css';

/** Twilio's side: what it asks the console, what it keeps, what it is asked, and what can be made to go wrong. */
export function TwilioSide() {
  const troubles = useModel((model) => model.debugger.length);
  return (
    <aside className={classes.side} aria-label="Twilio’s side">
      <Tabs defaultValue="requests" className={classes.tabs} keepMounted={false}>
        <Tabs.List className={classes.names}>
          <Tabs.Tab value="requests">Webhooks</Tabs.Tab>
          <Tabs.Tab value="messages">Messages</Tabs.Tab>
          <Tabs.Tab value="rest">API</Tabs.Tab>
          <Tabs.Tab value="debugger">{troubles === 0 ? 'Errors' : `Errors (${troubles})`}</Tabs.Tab>
          <Tabs.Tab value="trouble">Trouble</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="requests" className={classes.panel}>
          <RequestList />
        </Tabs.Panel>
        <Tabs.Panel value="messages" className={classes.panel}>
          <MessageList />
        </Tabs.Panel>
        <Tabs.Panel value="rest" className={classes.panel}>
          <RestList />
        </Tabs.Panel>
        <Tabs.Panel value="debugger" className={classes.panel}>
          <DebuggerList />
        </Tabs.Panel>
        <Tabs.Panel value="trouble" className={classes.panel}>
          <DeliveryControls />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
