import type { FullConfig } from '@playwright/test';

/**
 * Runs once before the end-to-end tests: an up-to-date build, an Electron, and for each worker a display that nobody
 * looks at, all told to the tests through the environment. A display of its own since two apps on one display take the
 * keyboard focus and the clipboard from each other.
 *
 * The scripts are imported when called: Playwright translates what a file imports at its top to CommonJS, which breaks
 * an ES module.
 */
export default async function prepareEndToEnd(config: FullConfig): Promise<() => Promise<unknown>> {
  const { buildIfNeeded } = await import('../../scripts/runtime/build.mjs');
  const { installRuntime } = await import('../../scripts/runtime/prepare-runtime.mjs');
  const { startVirtualDisplay } = await import('../../scripts/runtime/virtual-display.mjs');

  const virtual = process.platform === 'linux';
  process.env.ELECTRON_EXEC_PATH = await installRuntime({ virtualDisplay: virtual });
  await buildIfNeeded();
  const displays = await Promise.all(Array.from({ length: virtual ? config.workers : 0 }, startVirtualDisplay));
  process.env.TEST_DISPLAYS = displays.map(({ display }) => display).join(' ');
  return () => Promise.all(displays.map(({ stop }) => stop()));
}
