import { Button, TextInput } from '@mantine/core';
import { IconPhone, IconPhoneCall } from '@tabler/icons-react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { showAddress } from '../../../shared/phone-address';
import { useDesk } from '../../store/desk-context';
import classes from './CallPanel.module.css';
import type { SenderOption } from './sender-options';

/**
 * What a sender that carries no texts is good for: a call in which the text is spoken or the operator's own phone is
 * connected. Nothing is put in its place without being asked for.
 */
export function CallPanel(props: {
  readonly sender: SenderOption;
  /** A sender that does carry texts; null when there is none. */
  readonly instead: SenderOption | null;
  readonly hasText: boolean;
  readonly busy: boolean;
  /** The operator's own phone; empty while it is not known. */
  readonly operatorPhone: string;
  readonly onSpeak: () => void;
  readonly onBridge: (operatorPhone: string | undefined) => void;
  readonly onInstead: () => void;
  readonly onSendAnyway: () => void;
}) {
  const { sender, instead, hasText, busy } = props;
  const { ui } = useDesk();
  const [asking, setAsking] = useState(false);
  const number = <bdi>{showAddress(sender.address)}</bdi>;
  const bridge = () => (props.operatorPhone === '' ? setAsking(true) : props.onBridge(undefined));
  return (
    <div className={classes.panel} role="group" aria-label="Calls only">
      <p className={classes.words} role="status">
        {sender.kind === 'caller-id' ? (
          <>
            <strong>{number} is a verified caller ID.</strong> Twilio shows it on calls, but does not carry texts from
            it.
          </>
        ) : (
          <>
            <strong>{number} takes calls only.</strong> Twilio lists it without SMS.
          </>
        )}
      </p>
      <div className={classes.ways}>
        <Button
          size="xs"
          leftSection={<IconPhone size={14} stroke={2} />}
          disabled={!hasText || busy}
          title={hasText ? undefined : 'Write what is to be said first'}
          onClick={props.onSpeak}
        >
          Call and speak the text
        </Button>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPhoneCall size={14} stroke={2} />}
          disabled={busy}
          onClick={bridge}
        >
          Call through my phone
        </Button>
        {instead && (
          <Button size="xs" variant="default" onClick={props.onInstead}>
            {`Text from ${showAddress(instead.address)} instead`}
          </Button>
        )}
        {sender.kind === 'caller-id' && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            title="Text to your own number as this phone; the AI’s answer is really sent to it"
            onClick={() => ui.setState({ writingIn: { from: sender.address } })}
          >
            Write in as this phone…
          </Button>
        )}
        {sender.kind === 'caller-id' && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            disabled={!hasText || busy}
            title="For accounts where Twilio has enabled this number for texts"
            onClick={props.onSendAnyway}
          >
            Send the text anyway
          </Button>
        )}
      </div>
      {asking && <PhoneForm busy={busy} onCall={props.onBridge} />}
    </div>
  );
}

function PhoneForm(props: { readonly busy: boolean; readonly onCall: (phone: string) => void }) {
  const [phone, setPhone] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (phone.trim() !== '') props.onCall(phone.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        size="xs"
        type="tel"
        label="Your own phone"
        description="It rings first; then the customer is called and you are connected. It is kept in the settings."
        placeholder="+1 202 555 0188"
        ref={input}
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" disabled={phone.trim() === '' || props.busy}>
        Call
      </Button>
    </form>
  );
}
