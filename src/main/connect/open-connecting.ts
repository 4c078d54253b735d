import type { SendersState } from '../../shared/contract/connect-contract';
import { isoNow, type NewId } from '../app/clock';
import { connectedSenders } from '../desk/connected-senders';
import type { Store } from '../store/store';
import { createConnecting, type Connecting, type ConnectingParts } from './connecting';
import { keptWebhooks } from './kept-webhooks';
import { createLastInbound, type LastInbound } from './last-inbound';
import type { PointSenders } from './point-senders';
import { createReadSenders } from './read-senders';
import {
  describeService,
  healthOfNumber,
  healthOfSandbox,
  healthOfWhatsApp,
  keyOf,
  SANDBOX,
  type Around,
} from './sender-health';
import { createVerifyNumber, type VerifyNumber } from './verify-number';
import { webhookAddress } from './webhook-values';

export interface OpenConnectingParts extends Omit<ConnectingParts, 'store'> {
  readonly store: Store;
  readonly pointing: PointSenders;
  readonly newId: NewId;
  /** Where Twilio reaches this console; null while it does not. */
  readonly base: () => string | null;
  /** Called when other numbers can be called from. */
  readonly onVerified: () => void;
}

/** Everything behind connecting an account and looking after its senders. */
export interface OpenConnecting {
  readonly connecting: Connecting;
  readonly pointing: PointSenders;
  readonly verifying: VerifyNumber;
  readonly lastInbound: LastInbound;
  readonly base: () => string | null;
  /** @throws Problem when there is no such account */
  senders(of: 'desk' | 'wizard', refresh: boolean): Promise<SendersState>;
  /** What Twilio said of the senders is not true any more. */
  forget(): void;
  close(): void;
}

/** Builds it. */
export function openConnecting(parts: OpenConnectingParts): OpenConnecting {
  const { store, clock, account, base } = parts;
  const connecting = createConnecting(parts);
  const lastInbound = createLastInbound(store);
  const ofDesk = createReadSenders(
    () => account.client,
    () => account.now.accountSid,
    clock,
  );
  const ofWizard = createReadSenders(
    () => connecting.wizardAccount().client,
    () => connecting.wizardAccount().sid,
    clock,
  );
  const forget = () => {
    ofDesk.forget();
    ofWizard.forget();
  };
  const verifying = createVerifyNumber({
    client: () => account.client,
    ...{ clock, newId: parts.newId },
    onVerified: () => {
      forget();
      parts.onVerified();
    },
  });

  return {
    ...{ connecting, pointing: parts.pointing, verifying, lastInbound, base, forget },
    async senders(of, refresh) {
      const sid = of === 'wizard' ? connecting.wizardAccount().sid : account.now.accountSid;
      const found = await (of === 'wizard' ? ofWizard : ofDesk).read(refresh);
      const chosen = new Set(
        (sid === account.now.accountSid ? account.senders() : connectedSenders(store.now, sid)).map(
          ({ kind, address }) => keyOf(kind, address),
        ),
      );
      const around: Around = {
        base: base(),
        services: found.services,
        kept: keptWebhooks(store.now),
        isChosen: (key) => chosen.has(key),
        lastInboundAt: (key) => lastInbound.at(key),
      };
      const withSandbox = of === 'wizard' || chosen.has(keyOf('whatsapp', SANDBOX));
      return {
        senders: [
          ...found.numbers.map((number) => healthOfNumber(number, around)),
          ...found.whatsApp.map((sender) => healthOfWhatsApp(sender, around)),
          ...(withSandbox && found.trouble === null ? [healthOfSandbox(around)] : []),
        ],
        services: found.services.map((service) => describeService(service, around.base)),
        verified: found.callerIds.map(({ sid: id, phoneNumber, friendlyName }) => ({
          ...{ sid: id, phoneNumber },
          name: /^[+\d\s().-]*$/.test(friendlyName) ? '' : friendlyName,
        })),
        sandbox:
          around.base === null
            ? null
            : {
                messages: webhookAddress(around.base, '/whatsapp'),
                status: webhookAddress(around.base, '/status'),
              },
        base: around.base,
        trouble: found.trouble,
        readAt: isoNow({ ...clock, now: () => found.at }),
      };
    },
    close() {
      verifying.close();
      lastInbound.close();
    },
  };
}
