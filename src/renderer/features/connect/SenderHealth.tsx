import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OwnSender } from '../../../shared/contract/connect-contract';
import { showAddress } from '../../../shared/phone-address';
import { whenWords } from '../../components/time-words';
import { useHome } from '../../components/use-home';
import { useNow } from '../../components/use-now';
import classes from './Connect.module.css';
import { pointingWords } from './connect-words';

/** What a sender is: its number, its name and what it can do. */
export function SenderName({ sender }: { readonly sender: OwnSender }) {
  const home = useHome();
  return (
    <>
      <span className={classes.strong}>{showAddress(sender.address, home)}</span>
      {sender.name !== '' && <span className="outside">{sender.name}</span>}
      <span className={classes.can}>{abilities(sender)}</span>
    </>
  );
}

/** How a sender stands: where what arrives goes, what takes it before, when something last came in. */
export function SenderHealth({ sender }: { readonly sender: OwnSender }) {
  const now = useNow();
  const { whatsapp, lastInboundAt } = sender;
  return (
    <div className={classes.health}>
      <p className={classes.facts}>
        {sender.points.map((pointing) => {
          const { tone, words } = pointingWords(pointing, sender.overrides);
          return (
            <Fact key={pointing.what} tone={tone}>
              {words}
            </Fact>
          );
        })}
        {whatsapp && (
          <Fact tone={whatsapp.works ? 'good' : 'warn'}>
            {[whatsapp.status, whatsapp.quality && `quality ${whatsapp.quality.toLowerCase()}`, whatsapp.limit]
              .filter(Boolean)
              .join(', ')}
          </Fact>
        )}
        {sender.kind === 'sandbox' && <span>Set by hand in Twilio’s Console</span>}
        <span>
          {lastInboundAt === null ? 'Nothing has come in here yet' : `Last came in ${whenWords(lastInboundAt, now)}`}
        </span>
      </p>
      {sender.overrides.map(({ kind, message, remedy }) => (
        <p key={kind + message} className={classes.override}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          <span>
            <strong>{message}</strong> {remedy}
          </span>
        </p>
      ))}
    </div>
  );
}

function Fact({ tone, children }: { readonly tone: 'good' | 'warn'; readonly children: ReactNode }) {
  const Sign = tone === 'good' ? IconCircleCheck : IconAlertTriangle;
  return (
    <span className={classes.fact} data-tone={tone}>
      <Sign size={13} stroke={2} aria-hidden />
      {children}
    </span>
  );
}

function abilities({ kind, can }: OwnSender): string {
  if (kind !== 'number') return kind === 'sandbox' ? 'WhatsApp, to try it' : 'WhatsApp';
  const words = [can.text && 'texts', can.files && 'pictures', can.call && 'calls'].filter(Boolean);
  return words.length === 0 ? 'neither texts nor calls' : words.join(', ');
}
