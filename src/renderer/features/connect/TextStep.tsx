import { Button, Checkbox, Loader, Select, TextInput } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Arrival, OwnSender, TextState } from '../../../shared/contract/connect-contract';
import { parseChannelAddress, showAddress } from '../../../shared/phone-address';
import { useHome } from '../../components/use-home';
import { useDesk } from '../../store/desk-context';
import { goToThread, showPage } from '../../store/show-page';
import { useSetting } from '../../store/use-setting';
import { useWhatHappens } from '../../store/use-what-happens';
import classes from './Connect.module.css';
import type { StepProps } from './ConnectPage';
import { textWords } from './connect-words';
import { TroubleBox } from './TroubleBox';
import { useAsking } from './use-asking';
import { useOwnSenders } from './use-own-senders';
import { VerifyNumber } from './VerifyNumber';

/** How often Twilio is asked how the text stands, in milliseconds. */
const ASK_MS = 1_500;

/** Sends the operator a text and notices theirs; then it is through. */
export function TextStep({ state }: StepProps) {
  const desk = useDesk();
  const { state: found } = useOwnSenders('desk');
  const { run, busy, problem } = useAsking();
  const [putAway, setPutAway] = useState(true);
  const texting = found?.senders.filter(({ key, can }) => state.chosen.includes(key) && can.text) ?? [];
  const finish = async () => {
    const answer = await run('connect.finish', { putAwaySamples: putAway && state.samples > 0 });
    if (answer === undefined) return;
    desk.ui.setState({ announcement: 'Twilio is connected' });
    showPage(desk, 'inbox');
  };
  return (
    <div className={classes.stack}>
      <div className={classes.split}>
        <SendOne senders={texting} />
        <ReceiveOne senders={texting} />
      </div>
      {state.samples > 0 && (
        <Checkbox
          checked={putAway}
          label={
            state.samples === 1
              ? 'Mark the conversation with the simulator as done'
              : `Mark the ${state.samples} conversations with the simulator as done`
          }
          description="So that no made-up customer stands among real ones. They stay under “All” and can be opened again."
          onChange={(event) => setPutAway(event.currentTarget.checked)}
        />
      )}
      {problem && <TroubleBox trouble={problem} />}
      <div className={classes.foot}>
        <Button loading={busy} onClick={() => void finish()}>
          Finish
        </Button>
      </div>
    </div>
  );
}

function SendOne({ senders }: { readonly senders: readonly OwnSender[] }) {
  const { ask } = useDesk();
  const home = useHome();
  const own = useSetting('operatorPhone') ?? '';
  const { run, busy, problem } = useAsking();
  const [from, setFrom] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [text, setText] = useState<TextState | null>(null);
  const [isVerifying, setVerifying] = useState(false);
  const sender = from ?? senders[0]?.key ?? null;
  const phone = typed ?? own;
  const sid = text !== null && !text.isFinal ? text.sid : null;
  useEffect(() => {
    if (sid === null) return undefined;
    const timer = window.setInterval(() => {
      // What cannot be read now is read the next time.
      ask('connect.text-state', { sid }).then(setText, () => undefined);
    }, ASK_MS);
    return () => window.clearInterval(timer);
  }, [ask, sid]);
  const send = async () => {
    if (sender === null) return;
    setText(null);
    const answer = await run('connect.text', { from: sender, to: phone });
    if (answer) setText(answer);
  };
  return (
    <section className={classes.card} aria-label="Send yourself a text">
      <p className={classes.strong}>Send yourself a text</p>
      {isVerifying ? (
        <VerifyNumber
          phone={phone}
          onCancel={() => setVerifying(false)}
          onVerified={() => {
            setVerifying(false);
            void send();
          }}
        />
      ) : (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Select
            label="From"
            allowDeselect={false}
            data={senders.map(({ key, address, kind }) => ({
              value: key,
              label: `${showAddress(address, home)}${kind === 'number' ? '' : ', WhatsApp'}`,
            }))}
            value={sender}
            onChange={setFrom}
          />
          <TextInput
            label="Your own phone"
            placeholder="+1 570 325 1809"
            type="tel"
            value={phone}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <div className={classes.buttons}>
            <Button
              type="submit"
              variant={text === null ? 'filled' : 'default'}
              loading={busy}
              disabled={sender === null || phone.trim() === ''}
            >
              {text === null ? 'Send' : 'Send another'}
            </Button>
          </div>
          {problem && <TroubleBox trouble={problem} />}
          {text && <TextOutcome text={text} onVerify={() => setVerifying(true)} />}
        </form>
      )}
    </section>
  );
}

function TextOutcome({ text, onVerify }: { readonly text: TextState; readonly onVerify: () => void }) {
  const { tone, words } = textWords(text);
  return (
    <>
      <p className={classes.state} data-tone={tone === 'busy' ? undefined : tone} role="status">
        {tone === 'good' && <IconCircleCheck size={16} stroke={2} aria-hidden />}
        {tone === 'bad' && <IconCircleX size={16} stroke={2} aria-hidden />}
        {tone === 'busy' && <Loader size={14} aria-hidden />}
        {words}
      </p>
      {text.trouble && <TroubleBox trouble={text.trouble} />}
      {text.needsVerified && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={onVerify}>
            Verify this phone now
          </Button>
        </div>
      )}
    </>
  );
}

function ReceiveOne({ senders }: { readonly senders: readonly OwnSender[] }) {
  const desk = useDesk();
  const { ask } = desk;
  const home = useHome();
  const [since] = useState(() => new Date().toISOString());
  const [arrival, setArrival] = useState<Arrival | null>(null);
  useWhatHappens(() => {
    ask('connect.arrived', { since }).then(
      (newest) => newest && setArrival(newest),
      () => undefined,
    );
  });
  const addresses = senders.map(({ key }) => {
    const { kind, address } = parseChannelAddress(key);
    return `${showAddress(address, home)}${kind === 'whatsapp' ? ' by WhatsApp' : ''}`;
  });
  return (
    <section className={classes.card} aria-label="Or write in yourself">
      <p className={classes.strong}>Or write in yourself</p>
      <p>From any phone, text {addresses.length === 0 ? 'your number' : addresses.join(' or ')}.</p>
      {arrival === null ? (
        <p className={classes.state} role="status">
          <Loader size={14} aria-hidden />
          Waiting for it…
        </p>
      ) : (
        <>
          <p className={classes.state} data-tone="good" role="status">
            <IconCircleCheck size={16} stroke={2} aria-hidden />
            It arrived
          </p>
          <p className="outside">
            {showAddress(arrival.name, home)}: “{arrival.text}”
          </p>
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => goToThread(desk, arrival.contact_id)}>
              Open the conversation
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
