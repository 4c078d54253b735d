import { SegmentedControl } from '@mantine/core';
import { memo, useState } from 'react';
import type { PhoneView, TextChannel } from '../../../shared/simulator-contract';
import { CallScreen } from './CallScreen';
import classes from './PhoneColumn.module.css';
import { PhoneComposer } from './PhoneComposer';
import { PhoneHeader } from './PhoneHeader';
import { PhoneMessages } from './PhoneMessages';
import { useModel } from './simulator-context';
import { callOnScreen } from './call-on-screen';

/** One phone: who it is, its two message apps, and the call that it is in. */
export const PhoneColumn = memo(function PhoneColumn(props: { readonly phone: PhoneView; readonly isFirst: boolean }) {
  const { phone, isFirst } = props;
  const [channel, setChannel] = useState<TextChannel>('sms');
  const [closedCall, setClosedCall] = useState<string | null>(null);
  const call = useModel((model) => callOnScreen(model.calls, phone.phone_id, closedCall));
  const { fresh, leave } = useFresh(phone.phone_id, channel);
  const show = (next: TextChannel) => {
    leave();
    setChannel(next);
  };
  const label = (name: string, of: TextChannel) => (fresh.has(of) ? `${name} • new` : name);
  return (
    <section className={classes.phone} aria-label={`${phone.name}’s phone`}>
      <PhoneHeader phone={phone} inCall={call !== null && call.durationSeconds === null} />
      {call ? (
        <CallScreen call={call} name={phone.name} onClose={() => setClosedCall(call.call_id)} />
      ) : (
        <>
          <SegmentedControl
            className={classes.channels}
            size="xs"
            fullWidth
            aria-label={`What ${phone.name} writes with`}
            value={channel}
            onChange={show}
            data={[
              { value: 'sms' as const, label: label('SMS', 'sms') },
              { value: 'whatsapp' as const, label: label('WhatsApp', 'whatsapp') },
            ]}
          />
          <PhoneMessages phone={phone} channel={channel} />
          <PhoneComposer key={channel} phone={phone} channel={channel} takesFocus={isFirst && channel === 'sms'} />
        </>
      )}
    </section>
  );
});

/** Tells in which app something new has arrived since it was last on screen. */
function useFresh(phoneId: string, shown: TextChannel) {
  const count = (of: TextChannel) => (model: { readonly messages: readonly Counted[] }) =>
    model.messages.filter((message) => isArrival(message, phoneId, of)).length;
  const counts = { sms: useModel(count('sms')), whatsapp: useModel(count('whatsapp')) };
  // What is on screen is seen; so what was shown is noted when something else is.
  const [seen, setSeen] = useState(counts);
  const fresh = new Set((['sms', 'whatsapp'] as const).filter((of) => of !== shown && counts[of] > seen[of]));
  return { fresh, leave: () => setSeen(counts) };
}

interface Counted {
  readonly phone_id: string | null;
  readonly channel: TextChannel;
  readonly direction: string;
  readonly arrived: boolean;
}

function isArrival({ phone_id, channel, direction, arrived }: Counted, phoneId: string, of: TextChannel): boolean {
  return phone_id === phoneId && channel === of && direction !== 'inbound' && arrived;
}
