import type { Dialog, Shell } from 'electron';
import { Problem } from '../ipc/problem';

/** Longest address that is shown whole; a longer one is cut in its middle, so that its beginning and end are seen. */
const SHOWN_LENGTH = 300;

/** Asks the person whether an address is to be opened. */
export type AskToOpen = (question: { readonly host: string; readonly address: string }) => Promise<boolean>;

export interface OpenExternalOptions {
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly ask: AskToOpen;
}

/**
 * Makes the only function that hands an address to the system's browser. Addresses come from customers, so only https
 * is opened, nothing that hides where it leads, and only after the person has seen the address and agreed.
 *
 * @returns gives whether it was opened
 * @throws Problem `refused` for any other address
 */
export function createOpenExternal({ shell, ask }: OpenExternalOptions): (address: string) => Promise<boolean> {
  return async (address) => {
    const url = readAddress(address);
    if (!(await ask({ host: url.host, address: shorten(url.href) }))) return false;
    await shell.openExternal(url.href);
    return true;
  };
}

/** Makes the question as a dialog of the system. */
export function createAskDialog(dialog: Pick<Dialog, 'showMessageBox'>): AskToOpen {
  return async ({ host, address }) => {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: `Open this link to ${host} in your browser?`,
      detail: `${address}\n\nIt came with a message. Open it only if you trust it.`,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  };
}

function readAddress(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new Problem('refused', 'This is not a whole address, so it was not opened.');
  }
  if (url.protocol !== 'https:') {
    throw new Problem(
      'refused',
      'Only links that begin with https:// are opened from here.',
      'Copy the link if you are sure of it.',
    );
  }
  // "https://bank.example@evil.example" leads to evil.example.
  if (url.username !== '' || url.password !== '') {
    throw new Problem('refused', 'This link hides where it leads (there is a name before an @), so it was not opened.');
  }
  return url;
}

function shorten(address: string): string {
  const half = Math.floor(SHOWN_LENGTH / 2);
  return address.length <= SHOWN_LENGTH ? address : `${address.slice(0, half)} … ${address.slice(-half)}`;
}
