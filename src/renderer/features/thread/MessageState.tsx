import { Button, Popover, Text } from '@mantine/core';
import {
  IconAlertCircle,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  IconRefresh,
  IconSend,
} from '@tabler/icons-react';
import type { Message, MessageStatus } from '../../../shared/domain';
import { useCommand } from '../../store/use-command';
import { CallState } from '../composer/CallState';
import { WaitingState } from '../composer/WaitingState';
import { ErrorPageLink } from './ErrorPageLink';
import { failureOf, statusWords, type Failure } from './message-words';
import classes from './MessageState.module.css';

const icons: Readonly<Partial<Record<MessageStatus, typeof IconCheck>>> = {
  queued: IconClock,
  sending: IconSend,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  unknown: IconHelpCircle,
};

/** How far an outgoing message has come, in words; a failure opens into its reason and what to do. */
export function MessageState(props: {
  readonly message: Message;
  readonly address: string;
  readonly contactId: string;
}) {
  const { message, address, contactId } = props;
  if (message.sendAt !== undefined) return <WaitingState {...props} />;
  const failure = failureOf(message);
  if (failure) {
    return <FailureButton failure={failure} messageId={message._id} address={address} contactId={contactId} />;
  }
  if (message.metadata.call) return <CallState message={message} />;
  const Icon = icons[message.status];
  const why = message.status === 'queued' ? message.error?.message : undefined;
  return (
    <span className={classes.state} data-status={message.status}>
      {Icon && <Icon size={13} stroke={1.75} aria-hidden />}
      {why ? `${statusWords[message.status]}: ${why}` : statusWords[message.status]}
    </span>
  );
}

function FailureButton(props: {
  readonly failure: Failure;
  readonly messageId: string;
  readonly address: string;
  readonly contactId: string;
}) {
  const { failure } = props;
  const command = useCommand();
  return (
    <Popover width={320} position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={classes.failed}>
          <IconAlertCircle size={13} stroke={2} aria-hidden />
          {`Failed: ${failure.advice.meaning}`}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.card}>
        <Text size="sm" fw={600}>
          {failure.advice.meaning}
        </Text>
        {failure.advice.remedy && <Text size="sm">{failure.advice.remedy}</Text>}
        {failure.code !== null && <TwilioWords code={failure.code} said={failure.said} />}
        {failure.canRetry && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconRefresh size={14} stroke={1.75} />}
            onClick={() =>
              void command('message.retry', {
                contact_id: props.contactId,
                address: props.address,
                message_id: props.messageId,
              })
            }
          >
            Retry
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Twilio's own words for a failure, and its page about it. */
function TwilioWords({ code, said }: { readonly code: number; readonly said: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed" className="outside">
        {`Twilio error ${code}. ${said}`}
      </Text>
      <ErrorPageLink code={code} />
    </div>
  );
}
