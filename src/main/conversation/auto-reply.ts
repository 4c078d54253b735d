import type { DecisionRecord } from '../../shared/decision';
import { ProviderError } from '../ai/provider';
import { isoNow, type Clock } from '../app/clock';
import type { Begun } from '../policy/facts';
import { EMPTY_TWIML } from '../webhook/render-twiml';
import { replyLine, type Answerable } from './reply-message';
import { answered, settleReply, type SettleParts } from './settle-reply';
import { writeReply, type WriteReplyParts } from './write-reply';

/** A provider that has not answered by then never will: the thread goes to a person. */
const PROVIDER_LIMIT_MS = 60_000;
/** How long the end of the console waits for what is being written; the system gives it some 8 s in all. */
const CLOSING_LIMIT_MS = 3_000;

export interface AutoReplyParts extends WriteReplyParts, SettleParts {
  readonly log: (line: string, contactId: string) => void;
}

export interface AutoReply {
  /**
   * Answers a stored message after the delay, one answer to a burst, and gives the TwiML for this message's
   * webhook: the reply, or an empty one when another message of the burst gets it, when the budget is used up
   * (the reply then goes by REST) or when a person has taken over.
   *
   * @param receivedAt when its webhook came, in milliseconds since 1970
   */
  answer(to: Answerable, receivedAt: number): Promise<string>;
  /** Writes a draft for the operator. */
  draft(to: Answerable): Promise<void>;
  /** Writes what would be said and only notes it; a burst is taken together as it would be. */
  shadow(to: Answerable): Promise<void>;
  /**
   * Waits no longer: what is to be answered is answered now, or goes to a person if that takes too long. Resolves
   * when nothing is in the making any more.
   */
  close(): Promise<void>;
}

interface Work {
  readonly to: Answerable;
  readonly begun: Begun;
  /** Ends it all: it is for nothing. */
  readonly abort: AbortController;
  /** Ends the delay early. */
  readonly hurry: AbortController;
  /** Ends the writing, with a ProviderError that says why. */
  readonly stop: AbortController;
}

/** Makes the part that answers by itself. At most one answer is in the making for each contact and channel. */
export function createAutoReply(parts: AutoReplyParts): AutoReply {
  const { store, clock, settings } = parts;
  const working = new Map<string, Work>();
  const producing = new Set<Promise<unknown>>();
  let isClosing = false;

  return {
    answer(to, receivedAt) {
      const answer = produce(begin(to, 'auto'), settings().delayMs);
      const { budgetMs } = settings();
      // A clock that is set back meanwhile must not make Twilio wait for longer.
      const left = Math.min(budgetMs, Math.max(0, receivedAt + budgetMs - clock.now()));
      return new Promise((resolve, reject) => {
        const cancel = clock.after(left, () => {
          // From here nobody waits for the reply: it goes by REST, and trouble with it is logged.
          answer.catch(parts.onError);
          record(to, EMPTY_TWIML).then(resolve, reject);
        });
        answer.then(resolve, reject).finally(cancel);
      });
    },
    async draft(to) {
      await produce(begin(to, 'draft'), 0);
    },
    async shadow(to) {
      await produce(begin(to, 'shadow'), settings().delayMs);
    },
    async close() {
      isClosing = true;
      for (const { hurry } of working.values()) hurry.abort();
      const cancel = clock.after(CLOSING_LIMIT_MS, () => {
        const reason = new ProviderError('Switchboard was closed before the AI could answer.');
        for (const { stop } of working.values()) stop.abort(reason);
      });
      while (producing.size > 0) await Promise.allSettled(producing);
      cancel();
    },
  };

  /** Starts work on a message; what was being written for earlier ones of the same burst is for nothing. */
  function begin(to: Answerable, begun: Begun): Work {
    const before = working.get(keyOf(to));
    before?.abort.abort();
    before?.stop.abort();
    const [abort, hurry, stop] = [new AbortController(), new AbortController(), new AbortController()];
    const work: Work = { to, begun, abort, hurry, stop };
    working.set(keyOf(to), work);
    if (isClosing) hurry.abort();
    return work;
  }

  function produce(work: Work, delayMs: number): Promise<string> {
    const produced = writeAndSettle(work, delayMs);
    producing.add(produced);
    const done = () => producing.delete(produced);
    produced.then(done, done);
    return produced;
  }

  async function writeAndSettle(work: Work, delayMs: number): Promise<string> {
    const { to, begun, abort, hurry, stop } = work;
    try {
      await wait(clock, delayMs, [abort.signal, hurry.signal]);
      const written = abort.signal.aborted
        ? null
        : await writeReply(parts, { to, signal: stop.signal, limitMs: PROVIDER_LIMIT_MS });
      if (written === null || abort.signal.aborted) {
        // Taken up once more (a person gave it back to the AI), the message itself is still to be answered.
        const isSame = working.get(keyOf(to))?.to.message._id === to.message._id;
        return await record(to, EMPTY_TWIML, isSame ? null : { ...superseded, at: isoNow(clock) });
      }
      const settled = await store.commitTo(to.address, (now, conversation) =>
        settleReply(parts, now, conversation, { to, begun, written, settings: settings(), at: isoNow(clock) }),
      );
      if (settled.said !== null) parts.log(replyLine(settled.said), to.contact_id);
      if (written.kind === 'failed') parts.log(`No answer by the AI: ${written.reason}`, to.contact_id);
      return settled.twiml;
    } finally {
      if (working.get(keyOf(to)) === work) working.delete(keyOf(to));
    }
  }

  /** Records what the webhook is answered, unless it already was, and gives what it was. */
  function record(to: Answerable, twiml: string, decision: DecisionRecord | null = null): Promise<string> {
    return store.commitTo(to.address, (_now, conversation) => {
      const message = conversation.message(to.message._id);
      if (!message) return { changes: [], result: twiml };
      if (message.answer === undefined) return { changes: [answered(to, twiml, decision)], result: twiml };
      const { address } = to;
      const isNews = decision !== null && message.decision?.rule !== decision.rule;
      return {
        changes: isNews ? [{ type: 'message.decided', address, message_id: message._id, decision }] : [],
        result: message.answer,
      };
    });
  }
}

/** What becomes of a message whose answer is for nothing because the customer wrote on. */
const superseded = {
  kind: 'stay silent',
  rule: 'superseded',
  reason: 'The customer wrote more, and is answered to all of it at once.',
} as const;

function keyOf(to: Answerable): string {
  return `${to.message.channel_id} ${to.address}`;
}

/** Waits, or until one of the signals says that it is for nothing. */
function wait(clock: Clock, ms: number, signals: readonly AbortSignal[]): Promise<void> {
  if (ms <= 0 || signals.some((signal) => signal.aborted)) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    const stop = () => {
      cancel();
      resolve();
    };
    for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
  });
}
