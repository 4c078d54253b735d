import type { MessageView, SimulatorRequestOutput, SimulatorSnapshot } from '../../shared/simulator-contract';
import type { simulatorRequestSchemas } from '../../shared/simulator-contract';
import { Problem } from '../ipc/problem';
import type { Handlers } from '../ipc/router';
import { viewCall } from './call-log';
import type { Phone } from './phone';
import type { PhoneCall } from './place-call';
import type { TwilioStandIn } from './stand-in';

/** How much of what happened before a window gets when it opens. */
const KEPT_MESSAGES = 300;
const KEPT_CALLS = 50;
/** What a phone shows as a picture. */
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Answers the simulator's window, and no other. */
export function createSimulatorHandlers(
  standIn: TwilioStandIn,
): Handlers<typeof simulatorRequestSchemas, SimulatorRequestOutput> {
  const phone = (id: string): Phone => standIn.phone(id) ?? refuse('This phone is not there any more.');
  const call = (id: string): PhoneCall => standIn.phoneCall(id) ?? refuse('This call is over.');
  return {
    'simulator.snapshot': () => snapshot(standIn),
    'phone.add': ({ name, number, hidesNumber }) => attempt(() => standIn.addPhone({ name, number, hidesNumber }).view),
    'phone.text': ({ phone_id, channel, body, media }) => {
      if (body === '' && media.length === 0) refuse('There is nothing to send yet.');
      const files = media.map(({ contentType, base64 }) => ({ contentType, bytes: Buffer.from(base64, 'base64') }));
      return attempt(() => ({ sid: phone(phone_id).startText(body, { channel, media: files }).sid }));
    },
    'phone.call': ({ phone_id }) => attempt(() => ({ call_id: phone(phone_id).call().id })),
    'call.answer': ({ call_id }) => done(() => call(call_id).answer()),
    'call.decline': ({ call_id }) => done(() => call(call_id).decline()),
    'call.say': ({ call_id, text }) => done(() => call(call_id).say(text)),
    'call.press': ({ call_id, digits }) => done(() => call(call_id).press(digits)),
    'call.stay-silent': ({ call_id }) => done(() => call(call_id).staySilent()),
    'call.hang-up': ({ call_id }) => done(() => call(call_id).hangUp()),
    'delivery.set': ({ phone_id, settings }) => done(() => standIn.setDelivery(settings, phone_id ?? undefined)),
    'webhook.repeat': async ({ request_id, copies }) => {
      await attempt(() => standIn.repeat(request_id, copies));
      return null;
    },
    'webhooks.reachable': ({ reachable }) => done(() => standIn.setReachable(reachable)),
    'rest.trouble': ({ trouble }) => done(() => standIn.setRestTrouble(trouble)),
    'media.read': ({ message_sid, index }) => {
      const media = standIn.messages.get(message_sid)?.media[index];
      if (!media?.bytes || !pictureTypes.has(media.contentType)) return refuse('There is no picture to show.');
      return { contentType: media.contentType, base64: media.bytes.toString('base64') };
    },
  };
}

function snapshot(standIn: TwilioStandIn): SimulatorSnapshot {
  const { account } = standIn;
  const can = (kind: 'sms' | 'voice') => account.numbers.find(({ capabilities }) => capabilities[kind])?.phoneNumber;
  return {
    seq: standIn.seq,
    settings: standIn.settings,
    ours: {
      sms: can('sms') ?? null,
      voice: can('voice') ?? null,
      whatsapp: account.senders[0]?.address.slice('whatsapp:'.length) ?? null,
    },
    phones: standIn.phones.map(({ view }) => view),
    messages: newest(standIn.messageViews),
    requests: standIn.requests,
    calls: standIn.calls.newestFirst().slice(0, KEPT_CALLS).reverse().map(viewCall),
    rest: standIn.restRequests,
    debugger: standIn.debuggerLines,
  };
}

function newest(messages: readonly MessageView[]): readonly MessageView[] {
  return messages.slice(-KEPT_MESSAGES);
}

function done(work: () => void): null {
  work();
  return null;
}

/** What cannot be done is said in a sentence. */
async function attempt<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('refused', error.message);
    throw error;
  }
}

function refuse(message: string): never {
  throw new Problem('not-found', message);
}
