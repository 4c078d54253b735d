import type { Clock } from '../app/clock';
import type { CallLine, CallView, CallWaiting } from '../../shared/simulator-contract';
import type { NewSid } from './sids';

/** A call, or one leg of it, as Twilio keeps it. Times are milliseconds since 1970. */
export interface CallRecord {
  readonly sid: string;
  readonly parentSid: string | null;
  readonly phone_id: string | null;
  readonly direction: CallView['direction'];
  readonly from: string;
  readonly to: string;
  /** Twilio's own word. */
  readonly status: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly lines: readonly CallLine[];
  readonly waiting: CallWaiting | null;
}

export type NewCall = Pick<CallRecord, 'parentSid' | 'phone_id' | 'direction' | 'from' | 'to' | 'status'>;

/** Twilio's list of calls. */
export interface CallLog {
  add(call: NewCall): CallRecord;
  get(sid: string): CallRecord | undefined;
  /** @throws RangeError when there is no such call */
  update(sid: string, patch: Partial<CallRecord>): CallRecord;
  newestFirst(): CallRecord[];
}

/** Statuses after which nothing more happens. */
const finalStatuses = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** Whether a call is over. */
export function isOver({ status }: Pick<CallRecord, 'status'>): boolean {
  return finalStatuses.has(status);
}

/** How long people were connected, in whole seconds; null while they are. */
export function durationOf({ answeredAt, endedAt }: CallRecord): number | null {
  if (endedAt === null) return null;
  return answeredAt === null ? 0 : Math.round((endedAt - answeredAt) / 1000);
}

/** Makes an empty list of calls that tells about each change. */
export function createCallLog(clock: Clock, newSid: NewSid, onChange: (call: CallRecord) => void): CallLog {
  const calls = new Map<string, CallRecord>();
  const keep = (call: CallRecord) => {
    calls.set(call.sid, call);
    onChange(call);
    return call;
  };
  return {
    add: (call) =>
      keep({
        ...call,
        ...{ sid: newSid('CA'), createdAt: clock.now(), updatedAt: clock.now(), answeredAt: null, endedAt: null },
        ...{ lines: [], waiting: null },
      }),
    get: (sid) => calls.get(sid),
    update(sid, patch) {
      const known = calls.get(sid);
      if (!known) throw new RangeError(`There is no call ${sid}.`);
      return keep({ ...known, ...patch, updatedAt: clock.now() });
    },
    newestFirst: () => [...calls.values()].reverse(),
  };
}

/** What the window shows of a call. */
export function viewCall(call: CallRecord): CallView {
  const { sid, phone_id, direction, from, to, status, lines, waiting } = call;
  const at = new Date(call.createdAt).toISOString();
  const endedAt = call.endedAt === null ? null : new Date(call.endedAt).toISOString();
  const durationSeconds = durationOf(call);
  return { call_id: sid, phone_id, direction, from, to, status, at, endedAt, durationSeconds, lines, waiting };
}
