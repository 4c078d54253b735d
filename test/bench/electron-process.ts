import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { killTree } from '../../scripts/runtime/process-tree.mjs';
import {
  DESK_VARIABLE,
  PAGES_VARIABLE,
  ROLE_VARIABLE,
  type Command,
  type PageCommand,
  type PageReport,
  type Report,
  type Role,
} from './messages';

const ANSWER_LIMIT_MS = 60_000;
const QUIT_LIMIT_MS = 20_000;

type ReportOf<T extends Report['type']> = Extract<Report, { type: T }>;
type PageReportOf<T extends PageReport['type']> = Extract<PageReport, { type: T }>;

/** An Electron that was started to be measured. */
export interface ElectronProcess {
  readonly pid: number;
  /** Just before it was started, by `performance.now()`. */
  readonly startedAt: number;
  /** Where its webhook server listens. */
  url(): Promise<string>;
  tell(command: Command): void;
  tellPage(command: PageCommand): void;
  /** The next report of a kind, and when it was here by `performance.now()`. Ask before what causes it. */
  next<T extends Report['type']>(type: T): Promise<ReportOf<T> & { readonly hereAt: number }>;
  nextFromPage<T extends PageReport['type']>(type: T): Promise<PageReportOf<T> & { readonly hereAt: number }>;
  /** CPU time of its main process so far, in milliseconds. */
  cpuMs(): Promise<number>;
  quit(): Promise<void>;
}

export type ElectronStarter = (role: Role, env?: Readonly<Record<string, string>>) => ElectronProcess;

export interface StarterOptions {
  readonly electron: string;
  readonly args: readonly string[];
  readonly projectDir: string;
  /** Working folder, so that no `.env` is found. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Makes the function that starts Electrons, and the one that ends all that still run. */
export function createStarter(options: StarterOptions): { start: ElectronStarter; endAll: () => Promise<void> } {
  const running = new Set<ChildProcess>();
  return {
    start(role, env = {}) {
      const startedAt = performance.now();
      const child = spawn(options.electron, options.args, {
        cwd: options.cwd,
        env: {
          ...options.env,
          ...env,
          [ROLE_VARIABLE]: role,
          [DESK_VARIABLE]: path.join(options.projectDir, 'out', 'main', 'main.js'),
          [PAGES_VARIABLE]: path.join(options.projectDir, 'test', 'bench', 'pages'),
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      running.add(child);
      child.once('exit', () => running.delete(child));
      return control(child, role, startedAt);
    },
    async endAll() {
      await Promise.all([...running].map(({ pid }) => (pid === undefined ? Promise.resolve() : killTree(pid))));
    },
  };
}

function control(child: ChildProcess, role: Role, startedAt: number): ElectronProcess {
  let output = '';
  const listeners = new Set<(report: Report, hereAt: number) => void>();
  const address = deferred<string>();
  const onText = (text: string): void => {
    output = (output + text).slice(-20_000);
    const url = /^Webhook server: (http:\/\/\S+)/m.exec(output)?.[1];
    if (url !== undefined) address.resolve(url);
  };
  child.stdout?.setEncoding('utf8').on('data', onText);
  child.stderr?.setEncoding('utf8').on('data', onText);
  child.on('message', (report: Report) => {
    const hereAt = performance.now();
    if (report.type === 'listening') address.resolve(report.url);
    for (const listener of listeners) listener(report, hereAt);
  });
  const exited = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code, signal) => {
      reject(new Error(`Electron (${role}) ended with ${String(code ?? signal)}. It printed:\n${output}`));
    });
  });
  exited.catch(() => undefined);

  function wait<R>(what: string, pick: (report: Report, hereAt: number) => R | undefined): Promise<R> {
    const { promise, resolve } = deferred<R>();
    const listener = (report: Report, hereAt: number): void => {
      const picked = pick(report, hereAt);
      if (picked !== undefined) resolve(picked);
    };
    listeners.add(listener);
    return inTime(Promise.race([promise, exited]), `${what} of Electron (${role})`, () => output).finally(() =>
      listeners.delete(listener),
    );
  }

  const self: ElectronProcess = {
    pid: child.pid ?? 0,
    startedAt,
    url: () => inTime(Promise.race([address.promise, exited]), `the address of Electron (${role})`, () => output),
    tell: (command) => void child.send(command),
    tellPage: (command) => self.tell({ type: 'to-page', command }),
    next: (type) =>
      wait(type, (report, hereAt) =>
        report.type === type ? { ...(report as ReportOf<typeof type>), hereAt } : undefined,
      ),
    nextFromPage: (type) =>
      wait(type, (report, hereAt) =>
        report.type === 'from-page' && report.report.type === type
          ? { ...(report.report as PageReportOf<typeof type>), hereAt }
          : undefined,
      ),
    async cpuMs() {
      const usage = self.next('usage');
      self.tell({ type: 'report-usage' });
      return (await usage).cpuMicros / 1000;
    },
    async quit() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      self.tell({ type: 'quit' });
      const limit = setTimeout(() => void killTree(self.pid), QUIT_LIMIT_MS);
      await ended;
      clearTimeout(limit);
    },
  };
  return self;
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((give) => (resolve = give));
  return { promise, resolve };
}

function inTime<T>(promise: Promise<T>, what: string, output: () => string): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(() => {
      reject(new Error(`Waited ${ANSWER_LIMIT_MS / 1000} s for ${what}. It printed:\n${output()}`));
    }, ANSWER_LIMIT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(limit));
}
