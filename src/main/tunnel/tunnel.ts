import { backOffMs } from '../../shared/back-off';
import type { RoundTrip, TunnelKind, TunnelState } from '../../shared/connection';
import { isoNow, type Clock } from '../app/clock';
import { createLocaltunnelOpener, LOCALTUNNEL_HOST } from './localtunnel';
import { createManualOpener } from './manual';
import { createNgrokOpener } from './ngrok';
import type { Proof, ProveTunnel } from './round-trip';
import { TunnelProblem, type OpenedTunnel, type TunnelOpener } from './tunnel-opener';

/** Neither ngrok nor localtunnel always says that it failed, so each gets this long to open, in milliseconds. */
const OPEN_MS = 20_000;
const PAUSE = { firstMs: 1_000, longestMs: 60_000 };
/** Who was up for this long has recovered; the next failure counts as a first one. */
const SETTLED_MS = 60_000;
/**
 * How often a request of ours goes through the tunnel: often enough to find a dead one before many customers do, seldom
 * enough for services that count requests. Source: https://ngrok.com/docs/pricing-limits/free-plan-limits
 */
const PROVE_MS = 5 * 60_000;
/** How soon again after it did not come back, and how often in a row before the tunnel is taken for down. */
const PROVE_AGAIN_MS = 5_000;
const TRIES_WHEN_NEW = 3;
const TRIES_WHEN_UP = 2;
/** How soon a public address of the operator's own is tried again after that. */
const PROVE_MANUAL_MS = 60_000;
const UNPROVEN: RoundTrip = { isRunning: false, provenAt: null, tookMs: null, problem: null, detail: null };

/** The tunnel that is wanted. */
export interface TunnelWish {
  readonly kind: TunnelKind;
  /** For `manual`. */
  readonly publicUrl: string | null;
  readonly ngrokAuthtoken: () => string | null;
  readonly ngrokDomain: string | null;
  /** Base URL of the server; null: the free public one. */
  readonly localtunnelHost: string | null;
}

export interface TunnelOptions {
  /** Port of the webhook server on 127.0.0.1. */
  readonly port: number;
  readonly clock: Clock;
  /** Gives a number from 0 up to, but not, 1. */
  readonly random: () => number;
  readonly log: (line: string) => void;
  /** Posts a request to ourselves through a public address. */
  readonly prove: ProveTunnel;
  /** How a tunnel is opened; only tests need others. */
  readonly openerFor?: (wish: TunnelWish, clock: Clock) => TunnelOpener | null;
  readonly openMs?: number;
}

/** A tunnel that keeps itself as it is wanted. */
export interface Tunnel {
  readonly state: TunnelState;
  /** Calls back with each new state. Gives the function that ends it. */
  onChange(listener: (state: TunnelState) => void): () => void;
  /** Calls back whenever the public URL is another one than before, so that webhooks can be moved with it. */
  onUrl(listener: (url: string) => void): () => void;
  /** Wants another tunnel from now on. */
  want(wish: TunnelWish): void;
  /** Closes the tunnel and opens it anew, at once. */
  restart(): void;
  /** Looks at once whether the tunnel still works (after sleep), or tries at once when it is down. */
  wake(): void;
  /** Posts a request through it now. Resolves when that is over; content when there is no tunnel to test. */
  test(): Promise<void>;
  /** Closes it for good. */
  close(): Promise<void>;
}

/** One attempt and, if it goes well, the tunnel that came of it. What belongs to an older one is passed over. */
interface Attempt {
  readonly abort: AbortController;
  opened: OpenedTunnel | null;
  /** Null until a request of ours has come back through it. */
  upSince: number | null;
  /** The request that is under way. */
  proving: Promise<void> | null;
}

/**
 * Keeps the tunnel that is wanted open: opens it, has a request of ours go through it, and opens it again with growing
 * pauses. One that does not carry is not up, so no webhook is ever moved to it. An address of the operator's own is
 * believed, since nothing can be opened anew there; what is wrong with it is said.
 */
export function createTunnel(options: TunnelOptions): Tunnel {
  const { clock } = options;
  const openerFor = options.openerFor ?? openerOf;
  const changed = new Set<(state: TunnelState) => void>();
  const moved = new Set<(url: string) => void>();
  const closing = new Set<Promise<void>>();
  let state: TunnelState = {
    ...{ kind: 'off', state: 'off', url: null, reason: null, retryAt: null },
    roundTrip: UNPROVEN,
  };
  let opener: TunnelOpener | null = null;
  let kind: TunnelKind = 'off';
  let attempt: Attempt | null = null;
  let failures = 0;
  let lastUrl: string | null = null;
  let isClosed = false;
  /** Ends whatever waits for its time: a try or a check. */
  let cancelTimer: () => void = () => undefined;

  return {
    get state() {
      return state;
    },
    onChange(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onUrl(listener) {
      moved.add(listener);
      return () => moved.delete(listener);
    },
    want(wish) {
      kind = wish.kind;
      opener = openerFor(wish, clock);
      begin();
    },
    restart: begin,
    wake() {
      if (state.state === 'down') begin();
      else if (attempt?.opened) void prove(attempt, attempt.opened, 1);
    },
    async test() {
      if (attempt?.opened) await prove(attempt, attempt.opened, TRIES_WHEN_UP);
    },
    async close() {
      isClosed = true;
      drop();
      show({ state: 'off' });
      await Promise.all(closing);
    },
  };

  function begin(): void {
    if (isClosed) return;
    failures = 0;
    drop();
    if (opener) void tryToOpen(opener);
    else show({ state: 'off' });
  }

  /** Lets go of the tunnel and of everything that waits for it. */
  function drop(): void {
    cancelTimer();
    const old = attempt;
    attempt = null;
    old?.abort.abort();
    if (old?.opened) closeOpened(old.opened);
  }

  function closeOpened(opened: OpenedTunnel): void {
    const work = opened.close().catch(() => undefined);
    closing.add(work);
    void work.then(() => closing.delete(work));
  }

  async function tryToOpen(open: TunnelOpener): Promise<void> {
    const mine: Attempt = { abort: new AbortController(), opened: null, upSince: null, proving: null };
    attempt = mine;
    show({ state: 'starting' });
    try {
      const opened = await openInTime(open, mine);
      if (attempt !== mine) return;
      mine.opened = opened;
      if (kind === 'manual') goUp(mine, opened);
      void prove(mine, opened, TRIES_WHEN_NEW);
    } catch (error) {
      const isLasting = error instanceof TunnelProblem && error.isLasting;
      fail(mine, error instanceof TunnelProblem ? error.message : 'The tunnel could not be opened.', isLasting);
    }
  }

  function goUp(mine: Attempt, { url }: OpenedTunnel): void {
    mine.upSince = clock.now();
    show({ state: 'up', url, roundTrip: state.roundTrip });
    options.log(`The tunnel is up: ${url}`);
    if (url === lastUrl) return;
    lastUrl = url;
    for (const listener of moved) listener(url);
  }

  function openInTime(open: TunnelOpener, mine: Attempt): Promise<OpenedTunnel> {
    return new Promise((resolve, reject) => {
      const { signal } = mine.abort;
      const cancel = clock.after(options.openMs ?? OPEN_MS, () =>
        reject(new TunnelProblem('The tunnel did not open in time. Check the internet connection.', false)),
      );
      const onDown = (reason: string) => fail(mine, reason, false);
      // Within the promise, so that an opener that throws at once is treated as one that rejects.
      Promise.resolve()
        .then(() => open({ port: options.port, signal, onDown }))
        .then(
          (opened) => {
            cancel();
            // Nobody wants it any more, or it came after its time.
            if (signal.aborted) closeOpened(opened);
            resolve(opened);
          },
          (error: unknown) => {
            cancel();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      signal.addEventListener('abort', cancel, { once: true });
    });
  }

  /** The tunnel is down: lets go of it, and tries again later unless that is no use. */
  function fail(mine: Attempt, reason: string, isLasting: boolean): void {
    if (attempt !== mine || isClosed) return;
    if (mine.upSince !== null && clock.now() - mine.upSince >= SETTLED_MS) failures = 0;
    failures += 1;
    const roundTrip = { ...state.roundTrip, isRunning: false };
    drop();
    const open = opener;
    if (isLasting || !open) {
      options.log(`The tunnel is down: ${reason}`);
      show({ state: 'down', reason, roundTrip });
      return;
    }
    const pause = backOffMs(PAUSE, failures, options.random);
    options.log(`The tunnel is down: ${reason} Trying again in ${Math.ceil(pause / 1000)} s.`);
    show({ state: 'down', reason, retryAt: new Date(clock.now() + pause).toISOString(), roundTrip });
    cancelTimer = clock.after(pause, () => void tryToOpen(open));
  }

  /** Has a request go through the tunnel now, and from then on again and again. One at a time. */
  function prove(mine: Attempt, opened: OpenedTunnel, tries: number): Promise<void> {
    mine.proving ??= proveOnce(mine, opened, tries).finally(() => (mine.proving = null));
    return mine.proving;
  }

  async function proveOnce(mine: Attempt, opened: OpenedTunnel, tries: number): Promise<void> {
    cancelTimer();
    show({ ...state, roundTrip: { ...state.roundTrip, isRunning: true } });
    const proof = await options.prove(opened.url, mine.abort.signal);
    if (attempt !== mine) return;
    const before = state.roundTrip.problem;
    show({ ...state, roundTrip: roundTripAfter(proof) });
    if (!proof.ok && tries <= 1 && kind !== 'manual') {
      fail(mine, proof.reason, false);
      return;
    }
    if (proof.ok && mine.upSince === null) goUp(mine, opened);
    if (!proof.ok && proof.reason !== before) options.log(`The public address was tested: ${proof.reason}`);
    cancelTimer();
    const pause = proof.ok ? PROVE_MS : tries > 1 ? PROVE_AGAIN_MS : PROVE_MANUAL_MS;
    const left = proof.ok ? TRIES_WHEN_UP : Math.max(1, tries - 1);
    cancelTimer = clock.after(pause, () => void prove(mine, opened, left));
  }

  function roundTripAfter(proof: Proof): RoundTrip {
    const { provenAt, tookMs } = state.roundTrip;
    return proof.ok
      ? { isRunning: false, provenAt: isoNow(clock), tookMs: proof.tookMs, problem: null, detail: null }
      : { isRunning: false, provenAt, tookMs, problem: proof.reason, detail: proof.detail };
  }

  function show(next: Partial<TunnelState> & Pick<TunnelState, 'state'>): void {
    state = { url: null, reason: null, retryAt: null, roundTrip: UNPROVEN, ...next, kind };
    for (const listener of changed) listener(state);
  }
}

function openerOf(wish: TunnelWish, clock: Clock): TunnelOpener | null {
  switch (wish.kind) {
    case 'off':
      return null;
    case 'manual':
      return createManualOpener(wish.publicUrl);
    case 'localtunnel':
      return createLocaltunnelOpener(wish.localtunnelHost ?? LOCALTUNNEL_HOST);
    case 'ngrok':
      return createNgrokOpener({ authtoken: wish.ngrokAuthtoken, domain: wish.ngrokDomain, clock });
  }
}
