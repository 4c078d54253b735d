import { isOver, type CallLog, type CallRecord, type NewCall } from './call-log';
import { followVoiceTwiml, type VoiceSource } from './follow-voice-twiml';
import { createLiveCall, type LiveCall, type NextDocument } from './live-call';
import type { Parts } from './parts';
import { ringPhone } from './ring-phone';
import { callProgressParams } from './voice-params';

/** Calls while they last. */
export interface PhoneLines {
  /** Puts a call into the list and follows it. */
  begin(call: NewCall): LiveCall;
  /** The call while it lasts or just after; undefined when there was none. */
  live(sid: string): LiveCall | undefined;
}

/** Makes lines over a list of calls. */
export function createPhoneLines(calls: CallLog, clock: Parts['clock']): PhoneLines {
  const lines = new Map<string, LiveCall>();
  return {
    begin(call) {
      const record = calls.add(call);
      const live = createLiveCall(calls, record, clock);
      lines.set(record.sid, live);
      void live.ended.then(() => lines.delete(record.sid));
      return live;
    },
    live: (sid) => lines.get(sid),
  };
}

/** Who hears of the progress of a call. */
export interface ProgressReport {
  readonly url: string;
  readonly method?: string | undefined;
  /** `initiated`, `ringing`, `answered`, `completed`. */
  readonly events: ReadonlySet<string>;
}

/** Runs a call that has been begun by a phone: the webhook is asked while it rings, and the call is ended properly. */
export async function runIncomingCall(
  parts: Parts,
  live: LiveCall,
  first: NextDocument,
  source: VoiceSource,
  report: ProgressReport | null,
): Promise<CallRecord> {
  await followVoiceTwiml(parts, live, first, source);
  return finishCall(live, createReporter(parts, live, report));
}

/** Runs a call that was asked for by REST: it rings the phone, and once answered follows the document. */
export async function runOutgoingCall(
  parts: Parts,
  live: LiveCall,
  document: NextDocument,
  source: VoiceSource,
  report: ProgressReport | null,
  timeoutMs: number,
): Promise<CallRecord> {
  const tell = createReporter(parts, live, report);
  void tell('initiated');
  if (!isOver(live.record)) {
    const rung = ringPhone(parts, live, timeoutMs);
    void tell('ringing');
    await rung;
  }
  if (!isOver(live.record)) {
    void tell('answered');
    await followVoiceTwiml(parts, live, document, source);
  }
  return finishCall(live, tell);
}

/** Tells of an event as the call is at that moment; gives a promise for when the console has heard of it. */
type Tell = (event: string) => Promise<void>;

/** Reports go out one after the other, without holding up the call. */
function createReporter(parts: Parts, live: LiveCall, report: ProgressReport | null): Tell {
  let sequence = 0;
  let reports = Promise.resolve();
  return (event) => {
    if (!report?.events.has(event)) return reports;
    const { url, method } = report;
    const params = callProgressParams(parts, live.record, sequence++);
    reports = reports.then(async () => {
      await parts.webhooks.ask({ about: 'call status', url, method, params });
    });
    return parts.track(reports);
  };
}

async function finishCall(live: LiveCall, tell: Tell): Promise<CallRecord> {
  if (!isOver(live.record)) live.setStatus(live.record.answeredAt === null ? 'no-answer' : 'completed');
  await tell('completed');
  return live.record;
}
