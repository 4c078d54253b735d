import path from 'node:path';
import electronLog from 'electron-log/node';
import type { Clock } from './clock';
import type { LogRecord, LogSink } from './log';

/** How long lines are gathered before they are written together, in milliseconds. */
const GATHER_MS = 50;
/** Size at which a log file is put aside as `switchboard.old.log`, in bytes. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** The log file, `logs/switchboard.log` in the data folder. */
export function createFileSink(options: { readonly clock: Clock; readonly dataDir: string }): LogSink {
  // A logger of its own; of its ways to write only the one that keeps and rotates a file is used.
  const { file } = electronLog.create({ logId: options.dataDir }).transports;
  file.resolvePathFn = () => path.join(options.dataDir, 'logs', 'switchboard.log');
  file.transforms = [({ data }) => String(data[0])];
  file.maxSize = MAX_FILE_BYTES;
  return gather(options.clock, (records) => {
    file({ date: new Date(), level: 'info', data: [records.map(formatForFile).join('\n')] });
  });
}

/** The terminal: plain sentences on standard output, trouble on standard error. */
export function createTerminalSink(options: {
  readonly clock: Clock;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}): LogSink {
  return gather(options.clock, (records) => {
    const shown = records.filter((record) => record.level !== 'debug');
    writeJoined(
      options.out,
      shown.filter((record) => record.level === 'info').map((record) => record.text),
    );
    writeJoined(
      options.err,
      shown.filter((record) => record.level !== 'info').map((record) => `${record.level}: ${record.text}`),
    );
  });
}

function writeJoined(write: (text: string) => void, lines: readonly string[]): void {
  if (lines.length > 0) write(`${lines.join('\n')}\n`);
}

function formatForFile(record: LogRecord): string {
  const line = `${record.at} ${record.level.padEnd(5)} ${record.text}`;
  return record.detail === null ? line : `${line}\n${record.detail.replace(/^/gm, '    ')}`;
}

/** One write for many lines: a desk under load would else spend its time writing log lines one by one. */
function gather(clock: Clock, write: (records: readonly LogRecord[]) => void): LogSink {
  let waiting: LogRecord[] = [];
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel?.();
    cancel = null;
    if (waiting.length === 0) return;
    const records = waiting;
    waiting = [];
    write(records);
  }

  return {
    write(record) {
      waiting.push(record);
      if (record.level === 'error') flush();
      else cancel ??= clock.after(GATHER_MS, flush);
    },
    flush,
  };
}
