import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../../scripts/runtime/paths.mjs';
import { runUntilEnd } from '../../../scripts/runtime/run-app.mjs';

const MODULE = pathToFileURL(path.join(PROJECT_DIR, 'scripts', 'runtime', 'run-app.mjs')).href;

describe('runUntilEnd', () => {
  it('passes the exit code on', async () => {
    expect(await runUntilEnd(process.execPath, ['-e', 'process.exit(7)'], process.env)).toBe(7);
  });

  it('tells the signal that ended the program as a shell would', async () => {
    expect(await runUntilEnd(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'], process.env)).toBe(137);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'on %s lets the program quit in its own way and waits for it',
    async (signal) => {
      const app = `process.on('SIGTERM', () => { console.log('saved'); process.exit(3); }); console.log('up'); setInterval(() => {}, 1000);`;
      const runner = `import { runUntilEnd } from ${JSON.stringify(MODULE)};
      process.exitCode = await runUntilEnd(process.execPath, ['-e', ${JSON.stringify(app)}], process.env);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', runner], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let printed = '';
      const closed = once(child, 'close');
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (printed === '') child.kill(signal);
        printed += text;
      });
      expect(await closed).toEqual([3, null]);
      expect(printed).toBe('up\nsaved\n');
    },
  );
});
