import { SegmentedControl } from '@mantine/core';
import { memo, useState } from 'react';
import type { PhoneView, TextChannel } from '../../../shared/simulator-contract';
import { CallScreen } from './CallScreen';
import classes from './PhoneColumn.module.css';
import { PhoneComposer } from './PhoneComposer';
import { PhoneHeader } from './PhoneHeader';
import { PhoneMessages } from './PhoneMessages';
import { useModel } from './simulator-context';
import { callOnScreen, isCallOver } from './call-on-screen';

/** One phone: who it is, its two message apps, and the call that it is in. */
export const PhoneColumn = memo(function PhoneColumn(props: { readonly phone: PhoneView; readonly isFirst: boolean }) {
  const { phone, isFirst } = props;
  const [chosen, setChosen] = useState<Chosen>({ channel: 'sms', writtenThen: 0 });
  const [closedCall, setClosedCall] = useState<string | null>(null);
  const call = useModel((model) => callOnScreen(model.calls, model.messages, phone.phone_id, closedCall));
  const channel = useShown(phone.phone_id, chosen);
  const written = useModel((model) => writtenBy(model.messages, phone.phone_id).length);
  const fresh = useFresh(phone.phone_id, channel);
  const show = (next: TextChannel) => {
    setChosen({ channel: next, writtenThen: written });
  };
  const label = (name: string, of: TextChannel) => (fresh.has(of) ? `${name} • new` : name);
  return (
    <section className={classes.phone} aria-label={`${phone.name}’s phone`}>
      <PhoneHeader phone={phone} inCall={call !== null && !isCallOver(call)} />
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

/** The app that was chosen, and how much the phone had written by then. */
interface Chosen {
  readonly channel: TextChannel;
  readonly writtenThen: number;
}

/** Gives the app to show: the chosen one, until the phone writes with the other one by itself, as on the tour. */
function useShown(phoneId: string, chosen: Chosen): TextChannel {
  return useModel((model) => {
    const written = writtenBy(model.messages, phoneId);
    const newest = written.at(-1);
    return newest && written.length > chosen.writtenThen ? newest.channel : chosen.channel;
  });
}

function writtenBy<T extends Counted>(messages: readonly T[], phoneId: string): readonly T[] {
  return messages.filter(({ phone_id, direction }) => phone_id === phoneId && direction === 'inbound');
}

/** Tells in which app something new has arrived since it was last on screen. */
function useFresh(phoneId: string, shown: TextChannel): ReadonlySet<TextChannel> {
  const count = (of: TextChannel) => (model: { readonly messages: readonly Counted[] }) =>
    model.messages.filter((message) => isArrival(message, phoneId, of)).length;
  const counts = { sms: useModel(count('sms')), whatsapp: useModel(count('whatsapp')) };
  const [seen, setSeen] = useState(counts);
  // What is on screen is seen at once, so this is settled before anything is drawn.
  if (seen[shown] !== counts[shown]) setSeen({ ...seen, [shown]: counts[shown] });
  return new Set((['sms', 'whatsapp'] as const).filter((of) => of !== shown && counts[of] > seen[of]));
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
