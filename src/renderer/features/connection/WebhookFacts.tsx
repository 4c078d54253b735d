import type { Refusal, TunnelState, WebhookState } from '../../../shared/connection';
import { formatNumber } from '../../components/formats';
import { whenWords } from '../../components/time-words';
import { provenWords, refusalWords } from './connection-words';
import classes from './ConnectionStrip.module.css';
import { StripRequest } from './StripRequest';

/** What is known of the way in: when it was last proven, what came through it, and what was refused. */
export function WebhookFacts(props: {
  readonly tunnel: TunnelState;
  readonly webhook: WebhookState;
  readonly now: number;
}) {
  const { tunnel, webhook, now } = props;
  const { roundTrip } = tunnel;
  const refused = Object.entries(webhook.refused) as [Refusal, number][];
  const { lastAcceptedAt, lastRefusal } = webhook;
  return (
    <>
      <dl className={classes.counts}>
        {tunnel.state !== 'off' && (
          <div>
            <dt>Last proven</dt>
            <dd>{provenWords(roundTrip, now)}</dd>
          </div>
        )}
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
      {roundTrip.detail !== null && (
        <details className={classes.technical}>
          <summary>Technical text</summary>
          <code>{roundTrip.detail}</code>
        </details>
      )}
      {tunnel.state === 'up' && (
        <StripRequest request="connection.test" label="Test now" isRunning={roundTrip.isRunning} />
      )}
      {tunnel.state === 'down' && <StripRequest request="connection.retry" label="Try now" />}
    </>
  );
}
