import type { Change } from '../../shared/changes';
import type { CallRecord, Message, Session } from '../../shared/domain';
import { isoNow, type Clock } from '../app/clock';
import type { Conversation, Store } from '../store/store';
import type { TwilioClient } from '../twilio/client';
import type { StatusReport } from '../webhook/parse-inbound';
import { furtherCall, isCallOver } from './call-status';
import { callProgress, closeSession, findCall } from './find-call';

export interface ReportPlacedParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => Pick<TwilioClient, 'listCalls'>;
  readonly onError: (error: unknown) => void;
}

type CallReport = Extract<StatusReport, { kind: 'call' }>;

/** How a call ended for the customer. */
interface Outcome {
  readonly status: string;
  readonly durationSeconds: number | null;
  /** Why nobody was talked to; null when somebody was. */
  readonly failure: string | null;
}

/** Why a call that we placed was not answered, in words. */
const failures: Readonly<Record<string, string>> = {
  busy: 'The line was busy.',
  'no-answer': 'Nobody answered.',
  canceled: 'The call was ended before anybody answered.',
  failed: 'The call could not be connected.',
};
const phoneNotAnswered = 'Your own phone was not answered, so the customer was not called.';
const hungUpFirst = 'The call was ended before the customer was rung.';

/**
 * Takes a report on a call that we placed. The end closes its session with its duration; where the operator's own phone
 * was rung first, Twilio is asked what became of the customer's part.
 */
export async function reportPlacedCall(parts: ReportPlacedParts, report: CallReport): Promise<void> {
  const { store, clock } = parts;
  const address = report.about ?? '';
  const entry = store.now.get('addresses', address);
  if (!entry) return;
  const found = findPlacedCall(await store.conversation(address), report.sid);
  if (!found) return;
  const outcome = isCallOver(report.status) ? await outcomeOf(parts, report, found.message) : null;
  await store.commitTo(address, (now, conversation) => {
    const placed = findPlacedCall(conversation, report.sid);
    if (!placed) return { changes: [], result: null };
    const { session, record, message } = placed;
    const at = isoNow(clock);
    const contact_id = now.get('addresses', address)?.contact_id ?? entry.contact_id;
    const status = outcome?.status ?? furtherCall(record.status, report.status);
    if (isCallOver(record.status) && record.sid === report.sid) return { changes: [], result: null };
    const durationSeconds = outcome?.durationSeconds ?? record.durationSeconds;
    const call = { ...record, sid: report.sid, status, durationSeconds };
    const told = outcome ? toldChange(address, contact_id, message, outcome, at) : [];
    return {
      changes: [
        callProgress(address, session._id, call, at),
        ...told,
        ...(outcome ? closeSession(address, session, at) : []),
      ],
      result: null,
    };
  });
}

function toldChange(address: string, contact_id: string, message: Message, outcome: Outcome, at: string): Change[] {
  const { failure } = outcome;
  return [
    {
      type: 'message.status',
      address,
      contact_id,
      message_id: message._id,
      at,
      ...(failure === null ? { status: 'delivered' } : { status: 'failed', error: { code: null, message: failure } }),
    },
  ];
}

/** The call by its SID or, before Twilio's answer to our asking has told it, the one that has none yet. */
function findPlacedCall(
  conversation: Conversation,
  sid: string,
): { readonly session: Session; readonly record: CallRecord; readonly message: Message } | null {
  const session = findCall(conversation, sid) ?? findCall(conversation, '');
  const message = conversation.messages().findLast((one) => one.session_id === session?._id && one.metadata.call);
  return session?.call && message ? { session, record: session.call, message } : null;
}

async function outcomeOf(parts: ReportPlacedParts, report: CallReport, message: Message): Promise<Outcome> {
  const { status, durationSeconds } = report;
  const failure = status === 'completed' ? null : (failures[status] ?? failures.failed ?? '');
  if (message.metadata.call !== 'bridged') return { status, durationSeconds, failure };
  if (failure !== null) return { status, durationSeconds, failure: phoneNotAnswered };
  try {
    const [leg] = await parts.client().listCalls({ parentSid: report.sid, limit: 1 });
    if (!leg) return { status: 'canceled', durationSeconds, failure: hungUpFirst };
    const { durationSeconds: talked } = leg;
    return { status: leg.status, durationSeconds: talked, failure: failures[leg.status] ?? null };
  } catch (error) {
    parts.onError(error);
    return { status, durationSeconds, failure: null };
  }
}
