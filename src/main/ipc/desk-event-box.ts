import type { ActivityLine, DeskEvent, PublishedEntry } from '../../shared/ipc-contract';
import { MOST_WAITING, type EventBox } from './publish-batch';

/** How many lines of the activity log are worth sending at once: more than a person reads. */
const MOST_LINES = 500;

type EventOf<T extends DeskEvent['type']> = Extract<DeskEvent, { type: T }>;

/**
 * Where events for the operator's window wait: entries and lines are gathered, of states only the newest is kept. When
 * too many entries wait, only the newest stays: the window sees by its number that some are missing, and begins anew.
 */
export function createDeskEventBox(): EventBox<DeskEvent> {
  let entries: PublishedEntry[] = [];
  let lines: ActivityLine[] = [];
  let connection: EventOf<'connection'> | null = null;
  let ai: EventOf<'ai'> | null = null;
  let settings: EventOf<'settings'> | null = null;
  let show: EventOf<'show-thread'> | null = null;
  let commands: EventOf<'command'>[] = [];
  let writing = new Map<string, EventOf<'writing'>>();

  return {
    add(event) {
      switch (event.type) {
        case 'entries':
          for (const entry of event.entries) entries.push(entry);
          if (entries.length > MOST_WAITING) entries = entries.slice(-1);
          break;
        case 'activity':
          for (const line of event.lines) lines.push(line);
          if (lines.length > 2 * MOST_LINES) lines = lines.slice(-MOST_LINES);
          break;
        case 'writing':
          writing.set(`${event.contact_id} ${event.address}`, event);
          break;
        case 'connection':
          connection = event;
          break;
        case 'ai':
          ai = event;
          break;
        case 'settings':
          settings = event;
          break;
        case 'show-thread':
          show = event;
          break;
        case 'command':
          commands.push(event);
          break;
      }
    },
    take() {
      const events: DeskEvent[] = [
        // First: a draft that was stored meanwhile takes the place of what was being written.
        ...writing.values(),
        ...(entries.length > 0 ? [{ type: 'entries' as const, entries }] : []),
        ...(ai ? [ai] : []),
        ...(settings ? [settings] : []),
        ...(connection ? [connection] : []),
        ...(lines.length > 0 ? [{ type: 'activity' as const, lines }] : []),
        // Last: the thread may have come into being with one of the entries.
        ...(show ? [show] : []),
        ...commands,
      ];
      entries = [];
      lines = [];
      connection = null;
      ai = null;
      settings = null;
      show = null;
      commands = [];
      writing = new Map();
      return events;
    },
  };
}
