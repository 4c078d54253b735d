import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, also seen from a bundle that is kept below it. */
export const PROJECT_DIR = nearestPackage(path.dirname(fileURLToPath(import.meta.url)));

/** What the set-up steps keep between runs. It goes with node_modules, so `npm ci` starts afresh. */
export const CACHE_DIR = path.join(PROJECT_DIR, 'node_modules', '.cache', 'switchboard');

/**
 * @param {string} dir
 * @returns {string}
 */
function nearestPackage(dir) {
  if (existsSync(path.join(dir, 'package.json'))) return dir;
  return nearestPackage(path.dirname(dir));
}
