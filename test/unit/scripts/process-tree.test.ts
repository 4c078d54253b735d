import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlive, killTree, membersOf } from '../../../scripts/runtime/process-tree.mjs';

/** Starts another of itself as often as told, prints all their process ids, and waits for ever. */
const NESTED = `
  const depth = Number(process.argv[1]);
  console.log(process.pid);
  if (depth > 0) {
    require('child_process').spawn(process.execPath, ['-e', process.env.NESTED, String(depth - 1)], { stdio: 'inherit' });
  }
  setInterval(() => {}, 1000);
`;

describe('membersOf', () => {
  it('finds grandchildren, whatever order the processes are listed in, and leaves strangers alone', () => {
    const parents = new Map([
      [30, 20],
      [20, 10],
      [99, 1],
      [21, 10],
      [10, 1],
    ]);
    expect(membersOf(10, parents)).toEqual([10, 20, 21, 30]);
  });
});

describe('killTree', () => {
  it('leaves none of a process, its children and their children alive', async () => {
    const root = spawn(process.execPath, ['-e', NESTED, '2'], {
      env: { ...process.env, NESTED },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pids: number[] = [];
    for await (const text of root.stdout) {
      pids.push(...String(text).trim().split('\n').map(Number));
      if (pids.length === 3) break;
    }
    const ended = once(root, 'exit');
    await killTree(root.pid!);
    await ended;
    // A killed process is gone once the system comes to it; one that was spared lives for ever, and past the test's limit.
    while (pids.some(isAlive)) await new Promise(setImmediate);
  });
});
