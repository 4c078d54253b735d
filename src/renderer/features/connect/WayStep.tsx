import { Button, Radio } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconLoader2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useDeskState } from '../../store/desk-context';
import { useSetting } from '../../store/use-setting';
import { useNow } from '../../components/use-now';
import { webhookWords } from '../connection/connection-words';
import { SecretRow } from '../settings/SecretRow';
import { SettingRow } from '../settings/SettingRow';
import classes from './Connect.module.css';
import type { StepProps } from './ConnectPage';
import { ways } from './connect-words';
import { CopyField } from './CopyField';
import { TroubleBox } from './TroubleBox';
import { useAsking } from './use-asking';

/** Opens a way from the internet to this computer, and shows how it stands while it comes up. */
export function WayStep({ goTo }: StepProps) {
  const { run, problem } = useAsking();
  const inForce = useSetting('tunnel') ?? 'off';
  // Shown as chosen at once. How it stands follows when the main process has told of it: till then that is of the one before.
  const [wanted, setWanted] = useState<string | null>(null);
  if (wanted === inForce) setWanted(null);
  const kind = wanted ?? inForce;
  const choose = async (value: string) => {
    setWanted(value);
    const put = await run('setting.put', { key: 'tunnel', value });
    if (put === undefined) setWanted(null);
  };
  const isGiven = useDeskState(({ facts }) => facts?.settings.values.tunnel.from === 'environment');
  const isUp = useDeskState(({ facts }) => facts?.connection.tunnel.state === 'up');
  return (
    <div className={classes.stack}>
      <Radio.Group aria-label="Way from the internet" value={kind} onChange={(value) => void choose(value)}>
        <div className={classes.stack}>
          {ways.map(({ value, name, about }) => (
            <Radio key={value} value={value} label={name} description={about} disabled={isGiven} />
          ))}
        </div>
      </Radio.Group>
      {isGiven && <p className={classes.quiet}>Set by environment (TUNNEL), which wins.</p>}
      {problem && <TroubleBox trouble={problem} />}
      <div>
        {kind === 'ngrok' && (
          <>
            <SecretRow secret="ngrokAuthtoken" />
            <SettingRow setting="ngrokDomain" />
          </>
        )}
        {kind === 'localtunnel' && <SettingRow setting="localtunnelHost" />}
        {kind === 'manual' && <SettingRow setting="publicUrl" />}
      </div>
      {kind !== 'off' && wanted === null && <WayState />}
      <div className={classes.foot}>
        <Button disabled={!isUp} onClick={() => goTo('webhooks')}>
          Continue
        </Button>
        {!isUp && (
          <Button variant="default" onClick={() => goTo('webhooks')}>
            Later
          </Button>
        )}
      </div>
    </div>
  );
}

const signs = {
  good: IconCircleCheck,
  quiet: IconLoader2,
  warn: IconAlertTriangle,
  bad: IconCircleX,
} as const;

function WayState() {
  const connection = useDeskState(({ facts }) => facts?.connection);
  const now = useNow(1_000);
  if (!connection) return null;
  const { tone, word, sentence } = webhookWords(connection, false, now);
  const Sign = signs[tone];
  const { url } = connection.tunnel;
  return (
    <div className={classes.card} data-tone={tone === 'good' ? 'good' : undefined} role="status">
      <p className={classes.state} data-tone={tone}>
        <Sign size={16} stroke={2} aria-hidden />
        {word}
      </p>
      <p>{sentence}</p>
      {url !== null && <CopyField label="Public address" text={url} />}
    </div>
  );
}
