import { Button } from '@mantine/core';
import { IconBrain, IconCloud, IconCopy, IconDatabase, IconSend, IconWorld } from '@tabler/icons-react';
import type { Refusal, WebhookState } from '../../../shared/connection';
import { formatNumber } from '../../components/formats';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useDesk, useDeskState } from '../../store/desk-context';
import { isDemo } from '../../store/desk-state';
import { showView } from '../../store/create-desk';
import { useCommand } from '../../store/use-command';
import { showSetting } from '../settings/show-setting';
import { aiWords, outboxWords, refusalWords, storeWords, twilioWords, webhookWords } from './connection-words';
import classes from './ConnectionStrip.module.css';
import { StripPart } from './StripPart';

/** How everything stands that the console needs from outside, in one line; each part opens into its reasons. */
export function ConnectionStrip() {
  const desk = useDesk();
  // Part by part: of the facts as a whole there are others with every text that comes in.
  const connection = useDeskState(({ facts }) => facts?.connection);
  const ai = useDeskState(({ facts }) => facts?.ai);
  const demo = useDeskState(isDemo);
  const version = useDeskState(({ facts }) => facts?.version ?? '');
  const now = useNow(5_000);
  if (!connection || !ai) return <footer className={classes.strip} aria-label="Connection" />;
  const isCutOff = !demo && connection.tunnel.state !== 'up';
  const url = connection.tunnel.url ?? connection.webhook.url;
  return (
    <footer className={classes.strip} aria-label="Connection">
      <StripPart
        name="Webhook"
        Icon={IconWorld}
        words={webhookWords(connection, demo, now)}
        way={isCutOff ? { label: 'Show its settings', go: () => showSetting(desk, 'connection') } : null}
      >
        <CopyLine text={url} />
        <Refusals webhook={connection.webhook} now={now} />
      </StripPart>
      <StripPart name="Twilio" Icon={IconCloud} words={twilioWords(connection)}>
        {connection.twilio.state !== 'demo' && <CopyLine text={connection.twilio.accountSid} />}
      </StripPart>
      <StripPart name="AI" Icon={IconBrain} words={aiWords(ai)} />
      <StripPart
        name="Outbox"
        Icon={IconSend}
        words={outboxWords(connection)}
        way={connection.outbox.failed > 0 ? { label: 'Show failed sends', go: () => showView(desk, 'failed') } : null}
      />
      <StripPart name="Store" Icon={IconDatabase} words={storeWords(connection)}>
        <CopyLine text={connection.store.dataDir} />
      </StripPart>
      <span className={classes.version}>Switchboard {version}</span>
    </footer>
  );
}

function CopyLine({ text }: { readonly text: string }) {
  const command = useCommand();
  return (
    <div className={classes.copy}>
      <code>{text}</code>
      <Button
        size="compact-xs"
        variant="light"
        leftSection={<IconCopy size={12} stroke={1.75} />}
        onClick={() => void command('text.copy', { text })}
      >
        Copy
      </Button>
    </div>
  );
}

function Refusals({ webhook, now }: { readonly webhook: WebhookState; readonly now: number }) {
  const refused = Object.entries(webhook.refused) as [Refusal, number][];
  const { lastAcceptedAt, lastRefusal } = webhook;
  return (
    <dl className={classes.counts}>
      <div>
        <dt>Accepted</dt>
        <dd>
          {formatNumber(webhook.accepted)}
          {lastAcceptedAt !== null && `, the last ${whenWords(lastAcceptedAt, now)}`}
        </dd>
      </div>
      <div>
        <dt>Refused</dt>
        <dd>{refused.length === 0 && 'None'}</dd>
      </div>
      {refused.map(([reason, count]) => (
        <div key={reason} className={classes.reason}>
          <dt>{refusalWords[reason]}</dt>
          <dd>{formatNumber(count)}</dd>
        </div>
      ))}
      {lastRefusal && (
        <div>
          <dt>Last refusal</dt>
          <dd>
            {refusalWords[lastRefusal.reason]}, {whenWords(lastRefusal.at, now)}
          </dd>
        </div>
      )}
    </dl>
  );
}
