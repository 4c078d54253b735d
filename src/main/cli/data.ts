import { readFileSync } from 'node:fs';
import os from 'node:os';
import { systemClock } from '../app/clock';
import { dataFolder } from './data-folder';
import { runDataCommand } from './run-data-command';

// `node out/main/data.js export|import FILE`: plain Node, so that it needs neither Electron nor a display.
void runDataCommand({
  args: process.argv.slice(2),
  workingFolder: process.cwd(),
  dataDir: dataFolder({
    env: process.env,
    workingFolder: process.cwd(),
    platform: process.platform,
    home: os.homedir(),
    readFile: (file) => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return null;
      }
    },
  }),
  clock: systemClock,
  say: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
}).then((code) => {
  process.exitCode = code;
});
