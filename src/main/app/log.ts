import { inspect } from 'node:util';
import type { ActivityLine } from '../../shared/ipc-contract';
import { isoNow, type Clock } from './clock';
import { createRedactor } from './redact';

/** How many lines the activity panel can look back on. */
const KEPT_LINES = 2000;
/** Longest line of the activity log, in UTF-16 units; what is left out is only ever text of a message. */
const MAX_LINE = 500;

export type LogLevel = 'debug' | ActivityLine['level'];

/** A line as it is written down. It holds no secrets and no control characters. */
export interface LogRecord {
  readonly at: string;
  readonly level: LogLevel;
  readonly text: string;
  /** Technical text of one or more lines, for the log file only. */
  readonly detail: string | null;
}

/** Where lines go: the file, the terminal, a test's list. */
export interface LogSink {
  write(record: LogRecord): void;
  /** Writes out what waits, at once. */
  flush(): void;
}

export interface LogContext {
  /** The contact whose thread the line is about. */
  readonly contact_id?: string;
  /** Technical detail (an error, an object), for the log file only. */
  readonly detail?: unknown;
}

/** What every part writes its lines with. `debug` goes to the file only; the others to the activity panel too. */
export interface Log {
  debug(text: string, context?: LogContext): void;
  info(text: string, context?: LogContext): void;
  warn(text: string, context?: LogContext): void;
  error(text: string, context?: LogContext): void;
}

/** The log of a running desk. */
export interface DeskLog extends Log {
  /** The newest lines of the activity log, oldest first. */
  recent(limit: number): readonly ActivityLine[];
  /** Calls back for each new line of the activity log. Gives the function that ends it. */
  onLine(listener: (line: ActivityLine) => void): () => void;
  /** Has a secret hidden in everything that is written from now on. */
  hide(secret: string): void;
  flush(): void;
}

/** Makes the log of a desk. */
export function createLog(options: { readonly clock: Clock; readonly sinks: readonly LogSink[] }): DeskLog {
  const redactor = createRedactor();
  const listeners = new Set<(line: ActivityLine) => void>();
  let lines: ActivityLine[] = [];

  function write(level: LogLevel, text: string, context: LogContext = {}): void {
    const record: LogRecord = {
      at: isoNow(options.clock),
      level,
      text: toOneLine(redactor.redact(text)),
      detail: context.detail === undefined ? null : redactor.redact(describe(context.detail)),
    };
    for (const sink of options.sinks) sink.write(record);
    if (level === 'debug') return;
    const line = { at: record.at, level, text: record.text, contact_id: context.contact_id ?? null };
    lines.push(line);
    // Cut only now and then: cutting at every line would copy the whole list each time.
    if (lines.length >= 2 * KEPT_LINES) lines = lines.slice(-KEPT_LINES);
    for (const listener of listeners) listener(line);
  }

  return {
    debug: (text, context) => write('debug', text, context),
    info: (text, context) => write('info', text, context),
    warn: (text, context) => write('warn', text, context),
    error: (text, context) => write('error', text, context),
    recent: (limit) => lines.slice(-Math.min(limit, KEPT_LINES)),
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hide: (secret) => redactor.hide(secret),
    flush() {
      for (const sink of options.sinks) sink.flush();
    },
  };
}

/** A customer's text must not be able to look like a line of its own, or to steer a terminal. */
function toOneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
}

function describe(detail: unknown): string {
  const text =
    typeof detail === 'string' ? detail : inspect(detail, { depth: 4, breakLength: 120, maxStringLength: 2000 });
  // eslint-disable-next-line no-control-regex -- escape sequences are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ');
}
