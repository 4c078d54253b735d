import { IconPhone, IconPhoneCall, IconPhoneCheck } from '@tabler/icons-react';
import type { Message } from '../../../shared/domain';
import { durationWords } from '../../components/time-words';
import { useDeskState } from '../../store/desk-context';
import classes from './WaitingState.module.css';

/** How a call that we placed stands: ringing, being talked on, or over after so long. */
export function CallState({ message }: { readonly message: Message }) {
  const call = useDeskState(({ thread }) => thread?.sessions.find(({ _id }) => _id === message.session_id)?.call);
  const Icon = message.status === 'delivered' ? IconPhoneCheck : message.status === 'sent' ? IconPhoneCall : IconPhone;
  return (
    <span className={classes.state}>
      <Icon size={13} stroke={1.75} aria-hidden />
      {callWords(message, call?.status ?? '', call?.durationSeconds ?? null)}
    </span>
  );
}

function callWords({ status, metadata }: Message, call: string, seconds: number | null): string {
  switch (status) {
    case 'queued':
      return 'About to call';
    case 'sending':
      return 'Calling';
    case 'unknown':
      return 'Unknown: asking Twilio whether the call was placed';
    case 'delivered':
      return seconds === null ? 'Call ended' : `Call ended after ${durationWords(seconds * 1000)}`;
    default:
      if (call === 'in-progress') return metadata.call === 'bridged' ? 'On the phone' : 'Speaking';
      return call === 'ringing' ? 'Ringing' : 'Calling';
  }
}
