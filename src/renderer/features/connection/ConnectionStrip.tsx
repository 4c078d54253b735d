import { IconBrain, IconCloud, IconDatabase, IconHistory, IconSend, IconWorld } from '@tabler/icons-react';
import { useNow } from '../../components/use-now';
import { useDesk, useDeskState } from '../../store/desk-context';
import { isDemo } from '../../store/desk-state';
import { showView } from '../../store/create-desk';
import { showPage } from '../../store/show-page';
import { showSetting } from '../settings/show-setting';
import { aiWords, catchUpWords, outboxWords, storeWords, twilioWords, webhookWords } from './connection-words';
import classes from './ConnectionStrip.module.css';
import { CopyLine } from './CopyLine';
import { StripPart } from './StripPart';
import { StripRequest } from './StripRequest';
import { WebhookFacts } from './WebhookFacts';

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
        <WebhookFacts tunnel={connection.tunnel} webhook={connection.webhook} now={now} />
      </StripPart>
      <StripPart
        name="Twilio"
        Icon={IconCloud}
        words={twilioWords(connection, now)}
        way={
          demo || connection.twilio.state === 'problem'
            ? { label: 'Connect Twilio', go: () => showPage(desk, 'connect') }
            : null
        }
      >
        {connection.twilio.state !== 'demo' && <CopyLine text={connection.twilio.accountSid} />}
        {(connection.twilio.state === 'unreachable' || connection.twilio.state === 'problem') && (
          <StripRequest request="connection.retry" label="Try now" />
        )}
      </StripPart>
      {(!demo || connection.catchUp.running) && (
        <StripPart name="Catch-up" Icon={IconHistory} words={catchUpWords(connection.catchUp, now)}>
          {connection.catchUp.running ? (
            <StripRequest request="catch-up.stop" label="Stop" />
          ) : (
            <StripRequest request="catch-up.run" label="Look now" />
          )}
        </StripPart>
      )}
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
