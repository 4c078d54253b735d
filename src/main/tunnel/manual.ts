import { TunnelProblem, type TunnelOpener } from './tunnel-opener';

/** Takes the operator's word for the public URL: a proxy or tunnel that somebody else keeps up. */
export function createManualOpener(publicUrl: string | null): TunnelOpener {
  return () => {
    if (publicUrl === null) {
      throw new TunnelProblem(
        'Your own address is missing. Enter the one that leads to this console (or set PUBLIC_URL).',
        true,
      );
    }
    if (!isBaseUrl(publicUrl)) {
      throw new TunnelProblem(
        'Your own address is not valid. It begins with https:// and has neither a question mark nor a hash.',
        true,
      );
    }
    return Promise.resolve({ url: publicUrl.replace(/\/+$/, ''), close: () => Promise.resolve() });
  };
}

function isBaseUrl(text: string): boolean {
  try {
    const { protocol, search, hash, username } = new URL(text);
    return /^https?:$/.test(protocol) && !/[?#\s]/.test(text) && search + hash + username === '';
  } catch {
    return false;
  }
}
