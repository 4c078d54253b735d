import type { Override, Trouble, WebhookPlan } from '../../shared/contract/connect-contract';
import { redactAddress } from '../../shared/phone-address';
import { isoNow, type Clock } from '../app/clock';
import type { Log } from '../app/log';
import type { Store } from '../store/store';
import { isTooMany, TwilioRefusal, type TwilioClient } from '../twilio/client';
import { isWithoutAccess } from '../twilio/without-access';
import { overridesOfNumber } from './find-overrides';
import { forgetWebhooks, keepWebhooks, keptWebhooks, oursIn } from './kept-webhooks';
import { orNone } from './read-senders';
import { SANDBOX, keyOf } from './sender-health';
import { toTrouble } from './trouble';
import {
  isAsWanted,
  linesBetween,
  valuesAt,
  valuesOfNumber,
  valuesOfSender,
  type SenderKind,
  type WebhookValues,
} from './webhook-values';

/** The part of the client that webhooks are read and set with. */
export type PointingClient = Pick<
  TwilioClient,
  'listNumbers' | 'updateNumber' | 'fetchNumber' | 'listWhatsAppSenders' | 'updateWhatsAppSender'
>;

export interface PointSendersParts {
  readonly client: () => PointingClient;
  readonly store: Pick<Store, 'now' | 'commit'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sets the webhooks of senders, and puts them back. Each throws what the client throws when the lists cannot be read. */
export interface PointSenders {
  /** Says what `point` would change. */
  plan(keys: readonly string[], base: string): Promise<readonly WebhookPlan[]>;
  /**
   * Points senders at the console, one after the other, and reads back what Twilio made of it. What was there before is
   * kept, before it is changed.
   */
  point(keys: readonly string[], base: string): Promise<readonly WebhookPlan[]>;
  /**
   * Does the same to senders whose public address has changed under them, without anybody looking on: what has to be known
   * is said in the log, and what Twilio does not answer is thrown, so that it can be tried again.
   *
   * @param which `ours`: only those that this console has pointed before and that are still as it left them
   */
  move(keys: readonly string[], base: string, which: 'all' | 'ours'): Promise<void>;
  /** Puts back what was kept, only where the webhooks are still as they were left. Null: of every sender. */
  restore(keys: readonly string[] | null): Promise<readonly WebhookPlan[]>;
}

/** A change of a WhatsApp sender is accepted (202) before it is made: it is looked at again so often, and after so long. */
const READ_AGAIN = 5;
const READ_AGAIN_MS = 1_000;

/** One sender that has webhooks of its own. */
interface Target {
  readonly key: string;
  readonly kind: SenderKind;
  readonly sid: string;
  readonly values: WebhookValues;
  readonly can: { readonly sms: boolean; readonly voice: boolean };
  readonly overrides: readonly Override[];
}

const NOT_KEPT = {
  message: 'Twilio did not keep the new addresses.',
  remedy: 'Look at the number in Twilio’s Console: something there may set them again. Then try once more.',
  detail: null,
};

/** Makes it. */
export function createPointSenders(parts: PointSendersParts): PointSenders {
  const { client, store, clock, log } = parts;

  return {
    async plan(keys, base) {
      const targets = await read();
      return forEach(keys, targets, (target) => Promise.resolve(linesTo(target, base)));
    },
    async point(keys, base) {
      const targets = await read();
      return forEach(keys, targets, (target) => pointOne(target, base));
    },
    async move(keys, base, which) {
      const wanted = (await read()).filter(({ key }) => keys.includes(key));
      for (const target of wanted) {
        const mine = keptWebhooks(store.now)[target.sid];
        if (which === 'ours' && !(mine && oursIn(target.values, mine))) continue;
        try {
          await pointOne(target, base);
        } catch (error) {
          const trouble = whyNotThisOne(error);
          if (!trouble) throw error;
          log.warn(`${redactAddress(target.key)}: ${trouble.message} ${trouble.remedy}`, { detail: trouble.detail });
        }
        for (const { message } of target.overrides) log.warn(message);
      }
      for (const key of keys) {
        if (!isSandbox(key) && !wanted.some((target) => target.key === key)) log.warn(NOT_THERE.message);
      }
    },
    async restore(keys) {
      const kept = keptWebhooks(store.now);
      const targets = await read();
      const wanted = keys ?? targets.filter(({ sid }) => kept[sid]).map(({ key }) => key);
      return forEach(wanted, targets, async (target) => {
        const mine = kept[target.sid];
        if (!mine) return [];
        const lines = linesBetween(target.kind, target.values, mine.before);
        // Nothing differs where they were put back already, or never came to be changed.
        if (lines.length > 0) {
          if (!oursIn(target.values, mine)) throw new ChangedSince();
          await write(target, mine.before);
        }
        await store.commit((now) => ({
          changes: [forgetWebhooks(now, target.sid, isoNow(clock))],
          result: null,
        }));
        log.info(`The webhooks of ${redactAddress(target.key)} are as they were before.`);
        return lines;
      });
    },
  };

  async function pointOne(target: Target, base: string): Promise<WebhookPlan['lines']> {
    const lines = linesTo(target, base);
    if (lines.length === 0) return lines;
    const ours = valuesAt(target.kind, base, target.can);
    // Kept first: should the console end between the two, nothing is lost, and nothing untrue is restored.
    await store.commit((now) => ({
      changes: [keepWebhooks(now, target.sid, { found: target.values, ours }, isoNow(clock))],
      result: null,
    }));
    await write(target, ours);
    log.info(`Twilio now posts what arrives at ${redactAddress(target.key)} to ${base}.`);
    return lines;
  }

  async function read(): Promise<readonly Target[]> {
    const [numbers, senders] = await Promise.all([client().listNumbers(), orNone(client().listWhatsAppSenders())]);
    return [
      ...numbers.map((number) => ({
        ...{ key: keyOf('number', number.phoneNumber), kind: 'number' as const, sid: number.sid },
        ...{ values: valuesOfNumber(number), can: number.capabilities, overrides: overridesOfNumber(number, []) },
      })),
      ...senders.map((sender) => ({
        ...{ key: keyOf('whatsapp', sender.address), kind: 'whatsapp' as const, sid: sender.sid },
        ...{ values: valuesOfSender(sender), can: { sms: true, voice: false }, overrides: [] },
      })),
    ];
  }

  /** Writes, and believes only what Twilio says afterwards. */
  async function write({ kind, sid }: Target, wanted: WebhookValues): Promise<void> {
    let actual: WebhookValues;
    if (kind === 'number') {
      await client().updateNumber(sid, withoutIdleMethods(wanted));
      actual = valuesOfNumber(await client().fetchNumber(sid));
    } else {
      actual = valuesOfSender(await client().updateWhatsAppSender(sid, wanted));
      for (let again = 0; again < READ_AGAIN && !isAsWanted(kind, actual, wanted); again += 1) {
        await new Promise<void>((resolve) => clock.after(READ_AGAIN_MS, resolve));
        const sender = (await client().listWhatsAppSenders()).find((one) => one.sid === sid);
        if (sender) actual = valuesOfSender(sender);
      }
    }
    if (!isAsWanted(kind, actual, wanted)) throw new NotKept();
  }
}

/** No API knows the sandbox: its webhooks are set by hand. */
function isSandbox(key: string): boolean {
  return key === keyOf('whatsapp', SANDBOX);
}

/** Says what Twilio has against this one sender; null for what holds for all, and may pass. */
function whyNotThisOne(error: unknown): Trouble | null {
  if (error instanceof NotKept) return NOT_KEPT;
  const isOwn = error instanceof TwilioRefusal && !isTooMany(error) && !isWithoutAccess(error);
  return isOwn ? toTrouble(error) : null;
}

class NotKept extends Error {}
class ChangedSince extends Error {}

function linesTo(target: Target, base: string): WebhookPlan['lines'] {
  return linesBetween(target.kind, target.values, valuesAt(target.kind, base, target.can));
}

/** Does one after the other; what goes wrong with one is said with it and keeps none of the others from being done. */
async function forEach(
  keys: readonly string[],
  targets: readonly Target[],
  act: (target: Target) => Promise<WebhookPlan['lines']>,
): Promise<readonly WebhookPlan[]> {
  const done: WebhookPlan[] = [];
  for (const key of keys) {
    const target = targets.find((one) => one.key === key);
    if (target) done.push(await settle(target, act));
    else if (!isSandbox(key)) done.push({ key, lines: [], trouble: NOT_THERE });
  }
  return done;
}

async function settle(target: Target, act: (target: Target) => Promise<WebhookPlan['lines']>): Promise<WebhookPlan> {
  const { key } = target;
  try {
    return { key, lines: await act(target), trouble: null };
  } catch (error) {
    if (error instanceof NotKept) return { key, lines: [], trouble: NOT_KEPT };
    if (error instanceof ChangedSince) return { key, lines: [], trouble: CHANGED_SINCE };
    return { key, lines: [], trouble: toTrouble(error) };
  }
}

const NOT_THERE = {
  message: 'This sender is not one of the Twilio account any more.',
  remedy: 'Read the senders again, and leave it out.',
  detail: null,
};
const CHANGED_SINCE = {
  message: 'Somebody has changed these webhooks since, so they were left as they are.',
  remedy: 'Look at the number in Twilio’s Console, if they are not to stay so.',
  detail: null,
};

/** Twilio refuses a method that is empty; where there is no address it does not matter. */
function withoutIdleMethods(values: WebhookValues): WebhookValues {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !name.endsWith('Method') || value !== ''));
}
