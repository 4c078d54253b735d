import { forgetFailedDownload } from './runtime/official-electron.mjs';
import { prepareRuntime } from './runtime/prepare-runtime.mjs';
import { runCommand, say } from './runtime/say.mjs';

/**
 * `npm run setup` gets Electron and what it needs from the system ready, as every start does on its own. With
 * `--retry` a download of Electron that failed lately is tried again.
 */
await runCommand(async () => {
  if (process.argv.includes('--retry')) await forgetFailedDownload();
  const runtime = await prepareRuntime({ virtualDisplay: 'if-needed' });
  await runtime.stop();
  say(`Ready: ${runtime.electron}`);
});
