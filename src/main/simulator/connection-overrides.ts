/**
 * How long Twilio waits for a webhook and when it tries again. Defaults and ranges:
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export interface ConnectionPolicy {
  readonly connectMs: number;
  readonly readMs: number;
  /** Budget of all tries together. */
  readonly totalMs: number;
  readonly retries: number;
  readonly retryOn: ReadonlySet<string>;
}

const defaults = { ct: 5000, rt: 15_000, tt: 15_000, rc: 1 } as const;
const ranges = { ct: [100, 10_000], rt: [100, 15_000], tt: [100, 15_000], rc: [0, 5] } as const;

/** Reads the overrides that may stand after `#` in a webhook's address, such as `#ct=3000&rc=3&rp=all`. */
export function readConnectionPolicy(url: string): ConnectionPolicy {
  const given = new URLSearchParams(url.split('#')[1] ?? '');
  const number = (key: keyof typeof defaults) => {
    const [low, high] = ranges[key];
    const value = Number(given.get(key) ?? Number.NaN);
    return Number.isInteger(value) && value >= low && value <= high ? value : defaults[key];
  };
  const retryOn = (given.get('rp') ?? 'ct').split(',');
  return {
    connectMs: number('ct'),
    readMs: number('rt'),
    totalMs: number('tt'),
    retries: number('rc'),
    retryOn: new Set(retryOn.includes('all') ? ['4xx', '5xx', 'ct', 'rt'] : retryOn),
  };
}
