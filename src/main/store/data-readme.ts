import path from 'node:path';
import { codeOf, type Disk, writeWhole } from './disk';

const README = `What is in this folder
======================

Everything Switchboard remembers. All of it is JSON that you can read; do not change it while the console runs.

desk.json                     our own numbers (channels), knowledge entries, canned replies, settings
inbox/00.json … 63.json       contacts, their addresses, and the head of each thread
conversations/xx/NAME.json    sessions and newest messages with one address (NAME is the phone number,
                              or a hash where the address is not a phone number)
conversations/xx/NAME.0001-….json
                              older messages of a long conversation, 200 a file; the file above names them
journal/000001.ndjson …       what happened since those documents were written, one change after the other
media/                        pictures, recordings and files that customers sent, and those that were sent to them
logs/                         what the console did and what went wrong
secrets.json                  tokens and keys that were set in the console, encrypted by your system's key store:
                              of no use to anybody else, or on another machine
window.json, simulator-window.json, start.json
                              where the windows were, and how the console starts
browser/, Singleton…          what the windows' browser keeps for itself
before-restore-…/             what was here before a backup was restored
restoring/, restore.json      a backup that takes the place of this at the next start
*.damaged-…                   a file that could not be read, kept as it was found
switchboard.sock              exists while a console uses this folder

Each document says in "seq" up to which change it is complete; later changes are in the journal.
To copy this folder, choose File, Back up… in the console, or quit it first.
Nothing in here but secrets.json holds a password, a key or a token, and that not in a form that can be read.
`;

/** Puts a file into the data folder that says what each of the others is. */
export async function writeDataReadme(disk: Disk, dir: string): Promise<void> {
  const file = path.join(dir, 'README.txt');
  try {
    if ((await disk.read(file)).toString('utf8') === README) return;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  await writeWhole(disk, file, [README]);
}
