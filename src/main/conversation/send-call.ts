import type { Change } from '../../shared/changes';
import type { Message, Session } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
import { TwilioRefusal, type RemoteCall, type TwilioClient } from '../twilio/client';
import { renderBridge, renderSpoken } from '../webhook/render-voice';
import { furtherCall, isCallOver } from './call-status';
import { callProgress, closeSession } from './find-call';
import type { Job } from './outbox';
import type { ReportLinks } from './report-links';

/** How many of the newest calls to a number are compared. */
const LOOK_BACK = 20;
/** Clocks differ: a call is looked for from so long before it was asked for, in milliseconds. */
const CLOCK_DIFFERENCE_MS = 10 * 60_000;

export interface SendCallParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => TwilioClient;
  readonly reports: ReportLinks;
}

/** Who is rung first, from which number, and what happens then. */
export function dialOf({ content, metadata }: Pick<Message, 'content' | 'metadata'>) {
  const { fromNumber, toNumber, ring } = metadata;
  if (metadata.call !== 'bridged' || !isRing(ring)) {
    return { to: toNumber, from: fromNumber, twiml: renderSpoken(content) };
  }
  return { ...ring, twiml: renderBridge(toNumber, fromNumber) };
}

/**
 * Asks Twilio once to place a call.
 *
 * @throws TwilioRefusal, TwilioUnreachable
 */
export async function sendCall(parts: SendCallParts, job: Job, message: Message): Promise<void> {
  await forgetEarlierTry(parts, job);
  const statusCallback = parts.reports.call(job.address);
  try {
    const remote = await parts.client().createCall({
      ...dialOf(message),
      ...(statusCallback === undefined ? {} : { statusCallback }),
    });
    await adoptCall(parts, job, remote);
  } catch (error) {
    if (error instanceof TwilioRefusal) await endSession(parts, job);
    throw error;
  }
}

/** Looks for a call in Twilio's list that may have been placed; true when it was, and is followed from now on. */
export async function findPlaced(parts: SendCallParts, job: Job, message: Message): Promise<boolean> {
  const { to, from } = dialOf(message);
  const since = Date.parse(message.createdAt) - CLOCK_DIFFERENCE_MS;
  // Its own session may know it already, by a report that came before the answer to the request.
  const others = (await parts.store.conversation(job.address))
    .sessions()
    .filter(({ _id }) => _id !== message.session_id);
  const taken = new Set(others.map((one) => one.call?.sid));
  const listed = await parts.client().listCalls({ to, limit: LOOK_BACK });
  const remote = listed.find(
    (one) =>
      one.direction === 'outbound-api' &&
      one.from === from &&
      !taken.has(one.sid) &&
      (one.startedAt === null || Date.parse(one.startedAt) >= since),
  );
  if (remote) await adoptCall(parts, job, remote);
  return remote !== undefined;
}

/** Notes which call it is; its own reports may have come before. */
async function adoptCall({ store, clock }: SendCallParts, job: Job, remote: RemoteCall): Promise<void> {
  await store.commitTo(job.address, (now, conversation) => {
    const message = conversation.message(job.message_id);
    const session = message && conversation.session(message.session_id);
    if (!message || !session?.call) return { changes: [], result: null };
    const at = isoNow(clock);
    const isSame = session.call.sid === remote.sid;
    const status = isSame ? furtherCall(session.call.status, remote.status) : remote.status;
    const call = { ...session.call, sid: remote.sid, status };
    const isOpen =
      message.status === 'sending' ||
      message.status === 'unknown' ||
      message.status === 'queued' ||
      message.error?.unsure;
    const contact_id = now.get('addresses', job.address)?.contact_id ?? job.contact_id;
    const sent: Change[] = isOpen ? [{ type: 'message.status', ...job, contact_id, status: 'sent', at }] : [];
    return { changes: [callProgress(job.address, session._id, call, at), ...sent], result: null };
  });
}

/** A call that is placed again is another call: reports on it may come before its SID is known. */
async function forgetEarlierTry({ store, clock }: SendCallParts, job: Job): Promise<void> {
  await store.commitTo(job.address, (_now, conversation) => {
    const session = conversation.session(conversation.message(job.message_id)?.session_id ?? '');
    if (!session?.call || (session.call.sid === '' && !isCallOver(session.call.status))) {
      return { changes: [], result: null };
    }
    const call = { ...session.call, sid: '', status: 'queued', durationSeconds: null };
    return { changes: [callProgress(job.address, session._id, call, isoNow(clock))], result: null };
  });
}

/** Ends the session of a call that was not placed. */
export async function endSession({ store, clock }: Pick<SendCallParts, 'store' | 'clock'>, job: Job): Promise<void> {
  await store.commitTo(job.address, (_now, conversation) => {
    const session = conversation.session(conversation.message(job.message_id)?.session_id ?? '');
    if (!session?.call || isCallOver(session.call.status)) return { changes: [], result: null };
    return { changes: failedCall(job.address, session, isoNow(clock)), result: null };
  });
}

function failedCall(address: string, session: Session, at: string): Change[] {
  const progress = session.call ? [callProgress(address, session._id, { ...session.call, status: 'failed' }, at)] : [];
  return [...progress, ...closeSession(address, session, at)];
}

function isRing(ring: unknown): ring is { readonly to: string; readonly from: string } {
  return typeof ring === 'object' && ring !== null && 'to' in ring && 'from' in ring;
}
