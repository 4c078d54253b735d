import { isoNow, type Clock } from '../app/clock';
import type { Store } from '../store/store';
import type { StatusReport } from '../webhook/parse-inbound';
import { callProgress, closeSession, findCall } from './find-call';

/** States after which a call is over. Source: https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** Takes a report on a call's progress; the end closes its session with its duration. */
export async function reportCall(
  store: Store,
  clock: Clock,
  report: Extract<StatusReport, { kind: 'call' }>,
): Promise<void> {
  for (const address of [report.from, report.to]) {
    if (!store.now.get('addresses', address)) continue;
    await store.commitTo(address, (_now, conversation) => {
      const session = findCall(conversation, report.sid);
      if (!session?.call || over.has(session.call.status)) return { changes: [], result: null };
      const at = isoNow(clock);
      const durationSeconds = report.durationSeconds ?? session.call.durationSeconds;
      const call = { ...session.call, status: report.status, durationSeconds };
      return {
        changes: [
          callProgress(address, session._id, call, at),
          ...(over.has(report.status) ? closeSession(address, session, at) : []),
        ],
        result: null,
      };
    });
  }
}
