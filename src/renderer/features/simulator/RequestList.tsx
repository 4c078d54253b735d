import { Button } from '@mantine/core';
import { IconRepeat, IconWebhook } from '@tabler/icons-react';
import { Empty } from '../../components/Empty';
import classes from './lists.module.css';
import { RequestItem } from './RequestItem';
import { useAct, useModel } from './simulator-context';

/** How many of the newest are drawn. */
const SHOWN = 100;

/** Twilio's requests to the console, newest first. */
export function RequestList() {
  const requests = useModel((model) => model.requests);
  const act = useAct();
  const repeat = (copies: number) => void act('webhook.repeat', { request_id: null, copies });
  if (requests.length === 0) {
    return (
      <Empty icon={<IconWebhook size={32} stroke={1.5} />} title="No requests yet">
        Text from a phone: here you see what Twilio asks the console, signed, and the TwiML that comes back.
      </Empty>
    );
  }
  return (
    <>
      <div className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRepeat size={14} aria-hidden />}
          onClick={() => repeat(1)}
          title="Twilio repeats a request when it believes that the first one was lost"
        >
          Repeat the last text or call
        </Button>
        <Button size="xs" variant="default" onClick={() => repeat(5)}>
          5 times at once
        </Button>
      </div>
      <ul className={classes.list} aria-label="Requests to the console">
        {requests
          .slice(-SHOWN)
          .reverse()
          .map((request) => (
            <RequestItem key={request.request_id} request={request} />
          ))}
      </ul>
    </>
  );
}
