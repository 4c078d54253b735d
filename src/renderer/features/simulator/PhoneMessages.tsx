import { useLayoutEffect, useMemo, useRef } from 'react';
import type { MessageView, PhoneView, TextChannel } from '../../../shared/simulator-contract';
import { PhoneBubble } from './PhoneBubble';
import classes from './PhoneMessages.module.css';
import { useModel } from './simulator-context';

/** What stands on the phone's screen in one of its apps: own messages, and those of others that have arrived. */
export function PhoneMessages({ phone, channel }: { readonly phone: PhoneView; readonly channel: TextChannel }) {
  const all = useModel((model) => model.messages);
  const shown = useMemo(
    () => all.filter((message) => isOnScreen(message, phone.phone_id, channel)),
    [all, phone, channel],
  );
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [shown.length]);
  return (
    <div
      ref={list}
      className={classes.messages}
      role="log"
      aria-label={`${channel === 'sms' ? 'SMS' : 'WhatsApp'} on ${phone.name}’s phone`}
      // A list that scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      {shown.length === 0 && <p className={classes.empty}>{emptyWords(phone, channel)}</p>}
      {shown.map((message) => (
        <PhoneBubble key={message.sid} message={message} />
      ))}
    </div>
  );
}

function isOnScreen(message: MessageView, phoneId: string, channel: TextChannel): boolean {
  return (
    message.phone_id === phoneId && message.channel === channel && (message.direction === 'inbound' || message.arrived)
  );
}

function emptyWords({ name }: PhoneView, channel: TextChannel): string {
  return channel === 'sms'
    ? `Text us as ${name}: type below and press Enter. The message appears in the console, and the answer comes back here.`
    : `Write to us on WhatsApp as ${name}. We can answer freely for 24 hours after each message.`;
}
