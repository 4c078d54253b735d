import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Sender } from '../../../shared/contract/composer-contract';
import type { Row } from '../../../shared/ipc-contract';
import { isE164, showAddress } from '../../../shared/phone-address';
import { nameOf } from '../../components/person';
import { useHome } from '../../components/use-home';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useSetting } from '../../store/use-setting';
import { useSenders } from '../composer/use-senders';

/** Calls a customer through the operator's own phone: from which number, to which of theirs. */
export function CallDialog({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const home = useHome();
  const senders = useSenders();
  const able = (senders?.senders ?? []).filter(({ can, kind }) => can.call && kind !== 'whatsapp');
  const callable = [...new Map(able.map((sender) => [sender.address, sender])).values()];
  const numbers = row.contact.addresses.filter(isE164);
  const from = callable[0];
  return (
    <Modal opened onClose={onClose} title={`Call ${nameOf(row.contact, home)}`} centered>
      {senders === null ? (
        <Text size="sm">Asking Twilio for your numbers…</Text>
      ) : numbers.length === 0 ? (
        <Text size="sm">They hide their number, so nobody can call them. Write to them instead.</Text>
      ) : from === undefined ? (
        <Text size="sm">
          None of your numbers can call. Buy one with voice at Twilio, or verify a number of your own there as a caller
          ID.
        </Text>
      ) : (
        <CallForm row={row} numbers={numbers} callable={callable} first={from} onDone={onClose} />
      )}
    </Modal>
  );
}

function CallForm(props: {
  readonly row: Row;
  readonly numbers: readonly string[];
  readonly callable: readonly Sender[];
  readonly first: Sender;
  readonly onDone: () => void;
}) {
  const { row, numbers, callable, onDone } = props;
  const { newMessageId, ui } = useDesk();
  const command = useCommand();
  const home = useHome();
  const known = useSetting('operatorPhone') ?? '';
  const usual = numbers.find((number) => number === row.thread.replyTo?.address) ?? numbers[0] ?? '';
  const [to, setTo] = useState(usual);
  const [from, setFrom] = useState(props.first.address);
  const [phone, setPhone] = useState(known);
  // A second press after a failure is the same call.
  const [message_id] = useState(newMessageId);
  const [busy, setBusy] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (phone.trim() === '' || busy) return;
    setBusy(true);
    const contact_id = row.contact._id;
    const own = phone.trim() === known ? {} : { operatorPhone: phone.trim() };
    void command('call.place', { message_id, contact_id, address: to, from, how: 'bridged', content: '', ...own }).then(
      (placed) => {
        setBusy(false);
        if (!placed) return;
        ui.setState({ announcement: 'Your phone rings first' });
        onDone();
      },
    );
  };
  const words = (address: string) => showAddress(address, home);
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {numbers.length > 1 && (
          <Select
            label="Their number"
            allowDeselect={false}
            value={to}
            onChange={(value) => value !== null && setTo(value)}
            data={numbers.map((value) => ({ value, label: words(value) }))}
          />
        )}
        <Select
          label="They see"
          allowDeselect={false}
          value={from}
          onChange={(value) => value !== null && setFrom(value)}
          data={callable.map(({ address, name }) => ({
            value: address,
            label: name === '' || name === address ? words(address) : `${words(address)} · ${name}`,
          }))}
        />
        <TextInput
          type="tel"
          label="Your own phone"
          description="It rings first; then they are called and you are connected. It is kept in the settings."
          placeholder="+1 202 555 0188"
          // eslint-disable-next-line jsx-a11y-x/no-autofocus -- it comes after the dialogue has given its focus away
          autoFocus
          data-autofocus
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={phone.trim() === ''}>
            Call
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
