import { Button, Modal, Select, Textarea } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Sender } from '../../../shared/contract/composer-contract';
import { settingGroups } from '../../../shared/contract/setting-shape';
import { MAX_BODY } from '../../../shared/message-limit';
import { showAddress } from '../../../shared/phone-address';
import { visibleControls } from '../../../shared/visible-controls';
import { useDesk, useUi } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import { useCommand } from '../../store/use-command';
import { showSetting } from '../settings/show-setting';
import { useSenders } from './use-senders';
import classes from './WriteInDialog.module.css';

/** Where an operator texts to the desk as a verified caller, to try the whole way. */
export function WriteInDialog() {
  const { ui } = useDesk();
  const writingIn = useUi((state) => state.writingIn);
  return (
    <Modal
      opened={writingIn !== null}
      onClose={() => ui.setState({ writingIn: null })}
      title="Write in as a verified caller"
      centered
    >
      {writingIn && <WriteInForm begin={writingIn.from} />}
    </Modal>
  );
}

function WriteInForm({ begin }: { readonly begin: string | null }) {
  const desk = useDesk();
  const command = useCommand();
  // A phone may have been verified a moment ago.
  const list = useSenders(true);
  const [chosen, setChosen] = useState<string | null>(begin);
  const [chosenTo, setChosenTo] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [id] = useState(desk.newMessageId);
  const callers = list?.senders.filter(({ kind }) => kind === 'caller-id') ?? [];
  const ours = list?.senders.filter(({ kind, can }) => kind === 'number' && can.text) ?? [];
  const from = callers.find(({ address }) => address === chosen) ?? callers[0];
  const to = ours.find(({ address }) => address === chosenTo) ?? ours[0];
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!from || !to || text.trim() === '') return;
    setBusy(true);
    const what = { message_id: id, from: from.address, to: to.address, content: text.trim() };
    void command('caller.write-in', what).then((done) => {
      setBusy(false);
      if (!done) return;
      desk.ui.setState({ writingIn: null, announcement: 'Written in' });
      goToThread(desk, done.contact_id, null);
    });
  };
  if (list === null) return <p className={classes.words}>Asking Twilio which phones are verified…</p>;
  if (!from || !to) {
    return (
      <div className={classes.form}>
        <p className={classes.words}>
          {list.problem ??
            (from
              ? 'This account has no number that carries texts, so there is nothing to write to.'
              : 'No phone is verified in this account yet. Verify your own: Twilio calls it, and you key in a code. Then you can text to your Twilio number from here, and the answer arrives on that phone.')}
        </p>
        <Button
          className={classes.send ?? ''}
          onClick={() => {
            desk.ui.setState({ writingIn: null });
            showSetting(desk, 'senders');
          }}
        >
          Show {settingGroups.senders.title.toLowerCase()}
        </Button>
      </div>
    );
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.words}>
        Your text is taken as if that phone had sent it, and is marked as written in. The AI answers it as it would
        answer a customer, and its answer is really sent to that phone.
      </p>
      <Select
        label="Write in as"
        allowDeselect={false}
        value={from.address}
        onChange={setChosen}
        data={callers.map(optionOf)}
      />
      <Select label="To" allowDeselect={false} value={to.address} onChange={setChosenTo} data={ours.map(optionOf)} />
      <Textarea
        label="Text"
        data-autofocus
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
        maxLength={MAX_BODY}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button className={classes.send ?? ''} type="submit" loading={busy} disabled={text.trim() === ''}>
        Write in
      </Button>
    </form>
  );
}

function optionOf({ address, name }: Sender) {
  const shown = showAddress(address);
  return { value: address, label: name === '' ? shown : `${shown} · ${visibleControls(name)}` };
}
