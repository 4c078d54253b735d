import type { Clock } from '../app/clock';

/** How long the console may take to answer itself through the tunnel, in milliseconds. */
const LIMIT_MS = 10_000;

/** Tells whether a console answers at a public URL; false for anything else, never throws. */
export type HealthCheck = (url: string, signal: AbortSignal) => Promise<boolean>;

/** Asks the console's own health page through the public URL: the only proof that a tunnel works from end to end. */
export function createHealthCheck(clock: Clock): HealthCheck {
  return async (url, signal) => {
    const limit = new AbortController();
    const stop = () => limit.abort();
    const cancel = clock.after(LIMIT_MS, stop);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const response = await fetch(`${url}/healthz`, {
        signal: limit.signal,
        redirect: 'error',
        // Both services show browsers a page of their own first, unless they are asked not to.
        headers: { 'bypass-tunnel-reminder': '1', 'ngrok-skip-browser-warning': '1' },
      });
      const body: unknown = response.ok ? await response.json() : null;
      return typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok';
    } catch {
      return false;
    } finally {
      cancel();
      signal.removeEventListener('abort', stop);
    }
  };
}
