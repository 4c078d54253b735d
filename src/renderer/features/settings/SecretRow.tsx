import { Button, PasswordInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconKey, IconLock } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { secretDefinitions, type SecretDefinition, type SecretKey } from '../../../shared/contract/setting-definitions';
import { token } from '../../../shared/contract/setting-values';
import { endpointOrigin } from '../../../shared/endpoint-origin';
import type { SecretState } from '../../../shared/contract/settings-contract';
import { problemOf } from '../../ipc/ask';
import { useDesk, useDeskState } from '../../store/desk-context';
import { StateLine } from './SettingRow';
import classes from './SettingsPage.module.css';

/** A key or token: whether there is one, and the ways to set, replace and remove it. What it is is never shown again. */
export function SecretRow({ secret }: { readonly secret: SecretKey }) {
  const { ask, ui } = useDesk();
  const state = useDeskState(({ facts }) => facts?.settings.secrets[secret]);
  const canKeep = useDeskState(({ facts }) => facts?.settings.keyStore ?? null);
  const hasAccount = useDeskState(({ facts }) => (facts?.connection.twilio.state ?? 'demo') !== 'demo');
  const address = useDeskState(({ facts }) => facts?.settings.values.openaiBaseUrl.value ?? '');
  const isBeforeAccepted = useDeskState(({ facts }) => facts?.settings.secrets.twilioAuthTokenBefore.from != null);
  const [writing, setWriting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const stateId = useId();
  const { label, help, env, ofEndpoint }: SecretDefinition = secretDefinitions[secret];
  const origin = ofEndpoint ? endpointOrigin(address) : null;
  if (!state) return null;

  const close = () => {
    setWriting(false);
    setProblem(null);
    window.setTimeout(() => opener.current?.focus());
  };
  const act = async (request: Promise<unknown>, said: string) => {
    try {
      await request;
      ui.setState({ announcement: `${label}: ${said}` });
      close();
    } catch (thrown) {
      const { message, remedy } = problemOf(thrown);
      setProblem([message, remedy].filter(Boolean).join(' '));
    }
  };
  const isSet = state.from !== null;
  // A token that takes the place of one in use is asked of Twilio first: a wrong one would cut the console off.
  const isRotation = secret === 'twilioAuthToken' && isSet && hasAccount;
  const save = (value: string) =>
    isRotation
      ? ask('connect.rotate', { authToken: value })
      : ask('secret.put', { key: secret, value, ...(origin !== null && { origin }) });
  return (
    <div className={classes.row} data-setting={secret}>
      <div>
        <p className={classes.name}>{label}</p>
        <p className={classes.help}>
          {help} It is never shown again, and never in the data folder in a form that can be read.
        </p>
        {isRotation && (
          <p className={classes.help}>
            A new one is checked with Twilio before it takes the place of this one. The old one goes on to be accepted
            until the first request comes that Twilio has signed with the new one, so nothing is lost while you promote
            it there.
          </p>
        )}
        {secret === 'twilioAuthToken' && isBeforeAccepted && (
          <p className={classes.help}>
            <strong>Twilio still signs with the previous token.</strong> Promote the new one in Twilio’s Console under
            Account → API keys &amp; tokens.
          </p>
        )}
      </div>
      <div className={classes.control} role="group" aria-label={label} aria-describedby={stateId}>
        {writing ? (
          <SecretForm label={label} onCancel={close} onSave={(value) => act(save(value), 'saved')} />
        ) : (
          state.from !== 'environment' && (
            <div className={classes.buttons}>
              <Button ref={opener} size="compact-sm" variant="default" onClick={() => setWriting(true)}>
                {isSet ? 'Replace…' : 'Set…'}
              </Button>
              {isSet && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  onClick={() => void act(ask('secret.remove', { key: secret }), 'removed')}
                >
                  Remove
                </Button>
              )}
            </div>
          )
        )}
        <SecretStateLine {...{ id: stateId, state, env, problem, canKeep, origin }} />
      </div>
    </div>
  );
}

function SecretForm(props: {
  readonly label: string;
  readonly onSave: (value: string) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const save = () => {
    const parsed = token.safeParse(value);
    if (!parsed.success) {
      setProblem(parsed.error.issues[0]?.message ?? 'This cannot be used.');
      return;
    }
    setSaving(true);
    void props.onSave(parsed.data).finally(() => setSaving(false));
  };
  return (
    <>
      <PasswordInput
        size="xs"
        aria-label={`New value of ${props.label}`}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        // It was opened by a press, to be typed into.
        ref={(input) => input?.focus()}
        value={value}
        error={problem}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') props.onCancel();
        }}
      />
      <div className={classes.buttons}>
        <Button size="compact-sm" loading={saving} onClick={save}>
          Save
        </Button>
        <Button size="compact-sm" variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </>
  );
}

function SecretStateLine(props: {
  readonly id: string;
  readonly state: SecretState;
  readonly env: string | undefined;
  readonly problem: string | null;
  readonly canKeep: boolean | null;
  /** The endpoint that a key is needed for; null: this one belongs to none. */
  readonly origin: string | null;
}) {
  const { id, state, origin } = props;
  const problem = props.problem ?? state.problem;
  if (problem !== null) return <StateLine id={id} tone="bad" icon={<IconAlertTriangle size={14} />} words={problem} />;
  if (state.from !== null && origin !== null && state.origin !== null && state.origin !== origin) {
    const todo = state.from === 'environment' ? `Set OPENAI_BASE_URL beside ${props.env ?? 'it'}` : 'Replace it';
    const words = `The key that is set is for ${state.origin} and is not sent to ${origin}. ${todo}, if that one needs a key.`;
    return <StateLine id={id} tone="warn" icon={<IconAlertTriangle size={14} />} words={words} />;
  }
  switch (state.from) {
    case 'environment':
      return <StateLine id={id} icon={<IconLock size={14} />} words={`Set by environment (${props.env ?? ''})`} />;
    case 'key-store':
      return (
        <StateLine id={id} tone="good" icon={<IconCheck size={14} />} words="Set, kept in the system’s key store." />
      );
    case 'this-run':
      return (
        <StateLine
          id={id}
          tone="warn"
          icon={<IconKey size={14} />}
          words="Set for this run only: this system has no key store to keep it in."
        />
      );
    case null:
      return (
        <StateLine
          id={id}
          words={`Not set.${props.canKeep === false ? ' This system has no key store, so it would be kept for this run only.' : ''}`}
        />
      );
  }
}
