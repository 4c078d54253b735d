import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findElectron } from './find-electron.mjs';
import { say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { hasDisplay, startVirtualDisplay, VIRTUAL_DISPLAY_SWITCHES } from './virtual-display.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} electron path of the executable
 * @property {string[]} switches that Electron should be started with here
 * @property {NodeJS.ProcessEnv} env to start it with
 * @property {boolean} virtual whether its windows go to a display that nobody sees
 * @property {() => Promise<void>} stop ends what was started for it
 */

/**
 * Makes sure that Electron and what it needs from the system are there.
 * @param {{ virtualDisplay: boolean }} options whether a display that nobody sees will be needed
 * @returns {Promise<string>} path of Electron's executable
 */
export async function installRuntime({ virtualDisplay }) {
  const electron = await findElectron(process.env);
  await ensureSystemPackages({ electron, virtualDisplay });
  warnOfBlockedSandbox(electron);
  return electron;
}

/**
 * Gets everything ready that Electron needs: itself, system libraries, a display.
 * @param {{ virtualDisplay: 'always' | 'if-needed' }} options `always` keeps tests off a person's screen
 * @returns {Promise<Runtime>}
 */
export async function prepareRuntime({ virtualDisplay }) {
  const virtual = process.platform === 'linux' && (virtualDisplay === 'always' || !hasDisplay(process.env));
  const electron = await installRuntime({ virtualDisplay: virtual });

  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ELECTRON_EXEC_PATH: electron };
  delete env.ELECTRON_RUN_AS_NODE;
  // A machine without a screen lacks a desktop's services too, and Chromium logs each at length.
  const forVirtual = [...VIRTUAL_DISPLAY_SWITCHES, '--log-level=3'];
  const switches = [...(isRoot() ? ['--no-sandbox'] : []), ...(virtual ? forVirtual : [])];
  const shared = { electron, switches, env, virtual };
  if (!virtual) return { ...shared, stop: () => Promise.resolve() };
  const { display, stop } = await startVirtualDisplay();
  env.DISPLAY = display;
  delete env.WAYLAND_DISPLAY;
  return { ...shared, stop };
}

/** @returns {boolean} Chromium refuses to run as root unless its sandbox is switched off */
export function isRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/**
 * Ubuntu 23.10 and newer keep ordinary programs from making the namespaces that Chromium's sandbox is built of.
 * @param {string} electron
 */
function warnOfBlockedSandbox(electron) {
  const setting = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  if (process.platform !== 'linux' || isRoot() || !existsSync(setting)) return;
  if (readFileSync(setting, 'utf8').trim() !== '1') return;
  const helper = path.join(path.dirname(electron), 'chrome-sandbox');
  const ready = existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0;
  if (ready) return;
  say('If Electron stops with a message about its sandbox, run this once:');
  say(`  sudo chown root "${helper}" && sudo chmod 4755 "${helper}"`);
}
