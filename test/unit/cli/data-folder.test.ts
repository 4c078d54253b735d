import { expect, test } from 'vitest';
import { dataFolder, type DataFolderSources } from '../../../src/main/cli/data-folder';

const sources: DataFolderSources = {
  env: {},
  workingFolder: '/work',
  platform: 'linux',
  home: '/home/ana',
  readFile: () => null,
};
const withFile = (text: string) => ({ readFile: (file: string) => (file === '/work/.env' ? text : null) });

// Bug caught: an export of another folder than the one the console uses, which is silently empty.
test.each<[string, Partial<DataFolderSources>, string]>([
  ['Linux', {}, '/home/ana/.config/Switchboard'],
  ['Linux with XDG', { env: { XDG_CONFIG_HOME: '/cfg' } }, '/cfg/Switchboard'],
  ['macOS', { platform: 'darwin' }, '/home/ana/Library/Application Support/Switchboard'],
  ['the environment', { env: { SWITCHBOARD_DATA_DIR: '/data' }, ...withFile('SWITCHBOARD_DATA_DIR=/file') }, '/data'],
  ['.env, from the working folder on', withFile('# ours\nSWITCHBOARD_DATA_DIR="desk data"\n'), '/work/desk data'],
  [
    'a value that is empty on purpose',
    { env: { SWITCHBOARD_DATA_DIR: '' }, ...withFile('SWITCHBOARD_DATA_DIR=/file') },
    '/home/ana/.config/Switchboard',
  ],
])('the data folder by %s', (_, given, expected) => {
  expect(dataFolder({ ...sources, ...given })).toBe(expected);
});
