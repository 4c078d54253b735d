import type { BulkAction, BulkOutcome } from '../../shared/contract/sessions-contract';
import type { SessionStatus } from '../../shared/domain';
import type { NewId } from '../app/clock';
import type { ManageSessions, SessionRef } from '../conversation/manage-sessions';
import type { Work } from '../ipc/long-work';
import { Problem } from '../ipc/problem';
import { StoreUnavailableError } from '../store/store';
import type { SessionIndex } from './session-index';

/** How many addresses are worked on at the same time, so that one sync of the disk serves many. */
const AT_ONCE = 16;

/** One thing that was done, as it can be taken back. */
type Step =
  | { readonly kind: 'status'; readonly ref: SessionRef; readonly was: SessionStatus }
  | { readonly kind: 'deletion'; readonly ref: SessionRef; readonly undo_id: string };

/** What operators do with many sessions at once. */
export interface BulkSessions {
  /** Does one thing to many sessions. Whatever goes wrong with one of them, the others are done. */
  run(action: BulkAction, sessionIds: readonly string[], work: Work): Promise<BulkOutcome>;
  /** Takes back what `run` did, the last first. @throws Problem when there is nothing of this id */
  undo(undoId: string, work: Work): Promise<BulkOutcome>;
}

export interface BulkParts {
  readonly index: SessionIndex;
  readonly sessions: ManageSessions;
  readonly newId: NewId;
  /** Gets what nobody foresaw; the others are done all the same. */
  readonly onError: (error: unknown) => void;
}

/** Makes the part that acts on many sessions. What it can undo, it keeps in memory until the desk ends. */
export function createBulkSessions(parts: BulkParts): BulkSessions {
  const { index, sessions, newId } = parts;
  const undos = new Map<string, readonly Step[]>();

  return {
    async run(action, sessionIds, work) {
      const refs = sessionIds.flatMap((session_id) => {
        const address = index.get(session_id)?.address;
        return address === undefined ? [] : [{ address, session_id }];
      });
      const outcome = await carryOut(
        refs,
        ({ address }) => address,
        (ref) => act(action, ref),
        work,
        sentenceOf,
      );
      return keepUndo(outcome, sessionIds.length - refs.length);
    },
    async undo(undoId, work) {
      const steps = undos.get(undoId);
      if (!steps) throw new Problem('not-found', 'This can no longer be undone.');
      undos.delete(undoId);
      const backwards = [...steps].reverse();
      const outcome = await carryOut(backwards, ({ ref }) => ref.address, takeBack, work, sentenceOf);
      const { left } = outcome;
      // Whoever stops halfway can go on with the rest.
      if (left.length > 0) undos.set(undoId, [...left].reverse());
      return { ...resultOf(outcome, 0), undo_id: left.length > 0 ? undoId : null };
    },
  };

  function sentenceOf(error: unknown): string {
    if (error instanceof Problem || error instanceof StoreUnavailableError) return error.message;
    parts.onError(error);
    return 'Something unexpected went wrong; the log file says more.';
  }

  /** Does it to one session; gives how it can be taken back, or null when there was nothing to do. */
  async function act(action: BulkAction, ref: SessionRef): Promise<Step | null> {
    const was = index.get(ref.session_id)?.session.status;
    switch (action) {
      case 'close':
        if (was !== 'active') return null;
        await sessions.close(ref);
        return { kind: 'status', ref, was };
      case 'reopen':
        if (was !== 'closed') return null;
        await sessions.reopen(ref);
        return { kind: 'status', ref, was };
      case 'delete':
        return { kind: 'deletion', ref, undo_id: await sessions.remove(ref) };
    }
  }

  async function takeBack(step: Step): Promise<Step | null> {
    if (step.kind === 'deletion') await sessions.undo(step.undo_id);
    else if (index.get(step.ref.session_id)?.session.status === step.was) return null;
    else await (step.was === 'active' ? sessions.reopen(step.ref) : sessions.close(step.ref));
    return step;
  }

  function keepUndo(outcome: Carried<SessionRef, Step>, missing: number): BulkOutcome {
    const result = resultOf(outcome, missing);
    if (outcome.done.length === 0) return result;
    const undo_id = newId();
    undos.set(undo_id, outcome.done);
    return { ...result, undo_id };
  }
}

interface Carried<J, D> {
  readonly done: readonly D[];
  readonly passed: number;
  readonly problems: readonly string[];
  /** What was not come to before it was cancelled. */
  readonly left: readonly J[];
}

/** Carries out jobs: those of one address in their order, several addresses at the same time. */
async function carryOut<J, D>(
  jobs: readonly J[],
  addressOf: (job: J) => string,
  act: (job: J) => Promise<D | null>,
  work: Work,
  sentenceOf: (error: unknown) => string,
): Promise<Carried<J, D>> {
  const byAddress = new Map<string, J[]>();
  for (const job of jobs) {
    const address = addressOf(job);
    const own = byAddress.get(address);
    if (own) own.push(job);
    else byAddress.set(address, [job]);
  }
  const queue = [...byAddress.values()];
  const done: D[] = [];
  const problems: string[] = [];
  const left: J[] = [];
  let passed = 0;
  let at = 0;

  async function goOn(): Promise<void> {
    for (let own = queue.shift(); own; own = queue.shift()) {
      for (const job of own) {
        if (work.signal.aborted) {
          left.push(job);
          continue;
        }
        try {
          const result = await act(job);
          if (result === null) passed += 1;
          else done.push(result);
        } catch (error) {
          problems.push(sentenceOf(error));
        }
        at += 1;
        work.report(at, jobs.length);
      }
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return { done, passed, problems, left };
}

function resultOf({ done, passed, problems, left }: Carried<unknown, unknown>, missing: number): BulkOutcome {
  return {
    done: done.length,
    passed: passed + missing,
    failed: problems.length,
    problem: problems[0] ?? null,
    cancelled: left.length > 0,
    undo_id: null,
  };
}
