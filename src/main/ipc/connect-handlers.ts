import type { connectSchemas, ConnectOutput } from '../../shared/contract/connect-contract';
import type { OpenConnecting } from '../connect/open-connecting';
import { toProblem } from '../connect/trouble';
import { readTryText, sendTryText } from '../connect/try-text';
import type { ConnectedSender } from '../desk/connected-senders';
import type { TwilioClient } from '../twilio/client';
import { parseChannelAddress } from '../../shared/phone-address';
import { Problem } from './problem';
import type { Handlers } from './router';

/** What requests about the account and its senders go to. */
export interface ConnectHandlerParts extends OpenConnecting {
  readonly client: () => TwilioClient;
}

/** Makes the functions behind the connect wizard and the senders. */
export function createConnectHandlers(parts: ConnectHandlerParts): Handlers<typeof connectSchemas, ConnectOutput> {
  const { connecting, pointing, verifying } = parts;

  return {
    'connect.read': () => connecting.state(),
    'connect.account': async ({ accountSid, authToken }) => {
      await connecting.takeAccount(accountSid, authToken);
      parts.forget();
      return connecting.state();
    },
    'connect.step': async ({ step }) => {
      await connecting.goTo(step);
      return connecting.state();
    },
    'connect.choose': async ({ keys }) => {
      const { senders, trouble } = await parts.senders('wizard', false);
      if (trouble) throw new Problem('unavailable', trouble.message, trouble.remedy, trouble.detail ?? undefined);
      const known = new Set(senders.map(({ key }) => key));
      const unknown = keys.find((key) => !known.has(key));
      if (unknown !== undefined) {
        throw new Problem('not-found', 'One of these is not in the account any more.', 'Read the senders once more.');
      }
      await connecting.choose(keys.map(senderOf));
      parts.forget();
      return connecting.state();
    },
    'connect.text': ({ from, to }) => sendTryText(parts.client(), from, to),
    'connect.text-state': ({ sid }) => asking(readTryText(parts.client(), sid)),
    'connect.arrived': ({ since }) => parts.lastInbound.after(since),
    'connect.finish': ({ putAwaySamples }) => connecting.finish(putAwaySamples).then(nothing),
    'connect.rotate': ({ authToken }) => connecting.rotate(authToken).then(nothing),
    'senders.read': ({ of, refresh }) => parts.senders(of, refresh),
    'senders.plan': ({ keys }) => asking(pointing.plan(keys, reached())),
    'senders.point': ({ keys }) => changing(() => pointing.point(keys, reached())),
    'senders.restore': ({ keys }) => changing(() => pointing.restore(keys)),
    'caller-id.verify': ({ phone, name }) => verifying.begin(phone, name),
    'caller-id.state': ({ verification_id }) => verifying.state(verification_id),
    'caller-id.cancel': ({ verification_id }) => {
      verifying.cancel(verification_id);
      return null;
    },
    'caller-id.remove': ({ sid }) => changing(() => parts.client().removeCallerId(sid)).then(nothing),
  };

  /** @throws Problem while nobody could reach this console */
  function reached(): string {
    const base = parts.base();
    if (base !== null) return base;
    throw new Problem(
      'refused',
      'This console has no public address yet, so nothing can be pointed at it.',
      'Choose a way from the internet first, and wait until it is up.',
    );
  }

  async function changing<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await asking(act());
    } finally {
      parts.forget();
    }
  }
}

/** What Twilio refuses is said in words. */
async function asking<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof Problem ? error : toProblem(error);
  }
}

function senderOf(key: string): ConnectedSender {
  const { kind, address } = parseChannelAddress(key);
  return { kind: kind === 'whatsapp' ? 'whatsapp' : 'number', address };
}

function nothing(): null {
  return null;
}
