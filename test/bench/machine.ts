import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What was measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly electron: string;
  readonly electronNode: string;
  /** Processes that wanted a core before anything was measured, averaged over a minute. */
  readonly loadBefore: number;
}

/** Looks at the machine and at the Electron that will be measured. */
export async function describeMachine(electron: string): Promise<Machine> {
  const { stdout } = await execute(electron, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const versions = JSON.parse(stdout) as { electron: string; node: string };
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.versions.node,
    electron: versions.electron,
    electronNode: versions.node,
    loadBefore: os.loadavg()[0] ?? 0,
  };
}

/** Says it in one line. */
export function sayMachine(machine: Machine): string {
  const { cpu, cores, memoryGb, system, node, electron, electronNode, loadBefore } = machine;
  return (
    `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}; Node ${node}, Electron ${electron} (Node ${electronNode}); ` +
    `load before: ${loadBefore.toFixed(1)}`
  );
}
