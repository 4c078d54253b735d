import { buildIfNeeded } from '../../scripts/runtime/build.mjs';
import { prepareRuntime } from '../../scripts/runtime/prepare-runtime.mjs';

/**
 * Runs once before the end-to-end tests: an up-to-date build, an Electron, and a display that nobody looks at, all
 * told to the tests through the environment. `npm test` has them ready; run by hand, Playwright gets them here.
 */
export default async function prepareEndToEnd(): Promise<() => void> {
  const runtime = await prepareRuntime({ virtualDisplay: 'always' });
  await buildIfNeeded();
  process.env.ELECTRON_EXEC_PATH = runtime.electron;
  if (runtime.env.DISPLAY !== undefined) process.env.DISPLAY = runtime.env.DISPLAY;
  delete process.env.WAYLAND_DISPLAY;
  return runtime.stop;
}
