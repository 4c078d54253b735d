/** Who a message came from, as Electron's event tells it. */
export interface Sender {
  readonly webContentsId: number;
  /** Null when the frame is gone already. */
  readonly frame: { readonly url: string; readonly isTop: boolean } | null;
}

/** The one page that may speak. */
export interface TrustedPage {
  readonly webContentsId: number;
  /** Full address of the page; query and fragment do not matter. */
  readonly url: string;
}

/**
 * Whether a message comes from the top frame of the page we loaded ourselves in the window it is meant for. Anything
 * else (an embedded frame, a page navigated to, another window) is not answered.
 * Source: https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
export function isTrustedSender(sender: Sender, page: TrustedPage): boolean {
  return (
    sender.webContentsId === page.webContentsId &&
    sender.frame !== null &&
    sender.frame.isTop &&
    isSamePage(sender.frame.url, page.url)
  );
}

/** Whether two addresses are of the same page. Unreadable ones are of none. */
export function isSamePage(one: string, other: string): boolean {
  const a = parse(one);
  const b = parse(other);
  // `origin` is the text "null" for schemes that Node does not know, so the parts are compared.
  return (
    a !== null &&
    b !== null &&
    a.protocol === b.protocol &&
    a.host === b.host &&
    a.username === b.username &&
    a.password === b.password &&
    a.pathname === b.pathname
  );
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
