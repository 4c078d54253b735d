import path from 'node:path';
import { parse } from 'dotenv';

export interface DataFolderSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Gives the text of a file, or null when there is none. */
  readonly readFile: (file: string) => string | null;
}

/**
 * Gives the folder that the console of this user keeps its data in: SWITCHBOARD_DATA_DIR of the environment, else of
 * `.env` in the working folder, else where Electron puts an app of this name.
 * Source: https://www.electronjs.org/docs/latest/api/app#appgetpathname ("appData")
 */
export function dataFolder(sources: DataFolderSources): string {
  const { env, workingFolder } = sources;
  const file = sources.readFile(path.join(workingFolder, '.env'));
  const given = env.SWITCHBOARD_DATA_DIR ?? (file === null ? undefined : parse(file).SWITCHBOARD_DATA_DIR);
  const named = given?.trim() ?? '';
  return named === '' ? path.join(appData(sources), 'Switchboard') : path.resolve(workingFolder, named);
}

function appData({ env, platform, home }: DataFolderSources): string {
  switch (platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Application Support');
    case 'win32':
      return env.APPDATA ?? path.join(home, 'AppData', 'Roaming');
    default:
      return env.XDG_CONFIG_HOME === undefined || env.XDG_CONFIG_HOME === ''
        ? path.join(home, '.config')
        : env.XDG_CONFIG_HOME;
  }
}
