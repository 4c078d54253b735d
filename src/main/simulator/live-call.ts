import { isoNow, type Clock } from '../app/clock';
import type { CallLine, CallWaiting } from '../../shared/simulator-contract';
import { isOver, type CallLog, type CallRecord } from './call-log';
import { createSettling, type Settling } from './settling';

/** What the person at the phone did. */
export type Input =
  | { readonly kind: 'speech'; readonly text: string }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'decline' };

/** What is to be done instead of what a call is doing. */
export type Interruption =
  { readonly kind: 'over'; readonly lastWords: string } | { readonly kind: 'redirect'; readonly to: NextDocument };

/** Where the next document of a call comes from. */
export type NextDocument =
  | { readonly kind: 'ask'; readonly url: string; readonly method: string | undefined; readonly params: CallParams }
  | { readonly kind: 'inline'; readonly xml: string };
export type CallParams = Readonly<Record<string, string>>;

/** Thrown out of whatever a call waits for when it ends or is sent elsewhere. */
export class CallInterrupted extends Error {
  override readonly name = 'CallInterrupted';
  constructor(readonly interruption: Interruption) {
    super(interruption.kind);
  }
}

/** One leg of a call while it lasts: what is heard, what the person does, and what interrupts it. */
export interface LiveCall {
  readonly sid: string;
  readonly record: CallRecord;
  hear(who: CallLine['who'], text: string): void;
  setStatus(status: string): void;
  /**
   * Waits for the person (null: for as long as it takes), then gives what they did.
   *
   * @throws CallInterrupted
   */
  listen(waiting: CallWaiting, timeoutMs: number | null): Promise<Input>;
  /** Waits for work unless the call is interrupted. @throws CallInterrupted */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Waits for so long unless the call is interrupted. @throws CallInterrupted */
  pause(ms: number): Promise<void>;
  /** Does what the person does; of no effect when the call does not wait for that. */
  enter(input: Input): void;
  interrupt(interruption: Interruption): void;
  /** Joins two people; null parts them. */
  bridge(other: LiveCall | null): void;
  /** Is fulfilled when this leg has ended, with its final state. */
  readonly ended: Promise<CallRecord>;
}

/** Begins to follow a call that stands in the list. */
export function createLiveCall(calls: CallLog, begun: CallRecord, clock: Clock): LiveCall {
  const { sid } = begun;
  const ended = createSettling<CallRecord>();
  let interruption: Settling<Interruption> = createSettling();
  let pending: { readonly waiting: CallWaiting; readonly input: Settling<Input> } | null = null;
  let partner: LiveCall | null = null;
  const stopListening = (input = pending?.input) => {
    if (!pending || pending.input !== input) return;
    pending = null;
    calls.update(sid, { waiting: null });
  };

  const live: LiveCall = {
    sid,
    get record() {
      return calls.get(sid) ?? begun;
    },
    hear(who, text) {
      const { lines } = live.record;
      calls.update(sid, { lines: [...lines, { at: isoNow(clock), who, text }] });
    },
    setStatus(status) {
      const { answeredAt } = live.record;
      const over = isOver({ status });
      calls.update(sid, {
        status,
        ...(status === 'in-progress' && answeredAt === null ? { answeredAt: clock.now() } : {}),
        ...(over ? { endedAt: clock.now(), waiting: null } : {}),
      });
      if (over) ended.settle(live.record);
    },
    async listen(waiting, timeoutMs) {
      const input = createSettling<Input>();
      pending = { waiting, input };
      calls.update(sid, { waiting });
      const cancel =
        timeoutMs === null ? () => undefined : clock.after(timeoutMs, () => input.settle({ kind: 'silence' }));
      try {
        return await live.guard(input.settled);
      } finally {
        cancel();
        stopListening(input);
      }
    },
    async guard(work) {
      const first = await Promise.race([
        interruption.settled.then((interrupted) => ({ interrupted })),
        work.then((value) => ({ value })),
      ]);
      if ('value' in first) return first.value;
      if (first.interrupted.kind === 'redirect') interruption = createSettling();
      throw new CallInterrupted(first.interrupted);
    },
    async pause(ms) {
      const over = createSettling<null>();
      const cancel = clock.after(ms, () => over.settle(null));
      await live.guard(over.settled).finally(cancel);
    },
    enter(input) {
      if (input.kind === 'speech') live.hear('me', input.text);
      if (input.kind === 'digits') live.hear('me', `⌨ ${input.digits}`);
      if (partner && input.kind === 'speech') partner.hear('other', input.text);
      if (pending && isWanted(pending.waiting, input)) {
        pending.input.settle(input);
        stopListening();
      }
    },
    interrupt(what) {
      interruption.settle(what);
      stopListening();
    },
    bridge(other) {
      partner = other;
      calls.update(sid, { waiting: other ? { for: 'other' } : null });
    },
    ended: ended.settled,
  };
  return live;
}

function isWanted(waiting: CallWaiting, input: Input): boolean {
  switch (waiting.for) {
    case 'answer':
      return input.kind === 'answer' || input.kind === 'decline';
    case 'input':
      return (
        input.kind === 'silence' ||
        (input.kind === 'speech' ? waiting.speech : input.kind === 'digits' && waiting.digits)
      );
    case 'recording':
      return input.kind === 'silence' || input.kind === 'speech' || input.kind === 'digits';
    case 'other':
      return false;
  }
}
