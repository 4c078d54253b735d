import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const PROJECT_DIR = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** What the set-up steps keep between runs. It goes with node_modules, so `npm ci` starts afresh. */
export const CACHE_DIR = path.join(PROJECT_DIR, 'node_modules', '.cache', 'switchboard');
