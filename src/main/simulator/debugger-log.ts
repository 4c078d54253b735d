import type { Clock } from '../app/clock';
import { isoNow } from '../app/clock';
import type { DebuggerView } from '../../shared/simulator-contract';
import type { EventStream } from './event-stream';
import type { TwimlProblem } from './parse-twiml';
import { createRecent, type Recent } from './recent';
import type { NewSid } from './sids';

/** What Twilio's debugger shows: errors and warnings about the console's webhooks. */
export interface DebuggerLog {
  /** Notes trouble with a message, call or request (its SID or address). */
  note(level: DebuggerView['level'], problem: TwimlProblem, about: string): void;
  readonly lines: Recent<DebuggerView>;
}

/** Makes an empty log of the newest 200 lines. */
export function createDebuggerLog(clock: Clock, newSid: NewSid, events: EventStream): DebuggerLog {
  const lines = createRecent<DebuggerView>(200);
  return {
    lines,
    note(level, { code, message }, about) {
      const line = { id: newSid('NO'), at: isoNow(clock), level, code, message, about };
      lines.put(line.id, line);
      events.emit({ type: 'debugger', line });
    },
  };
}
