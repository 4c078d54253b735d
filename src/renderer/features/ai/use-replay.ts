import { useCallback, useEffect, useState } from 'react';
import type { ReplayChange, ReplayChoice, ReplayPlan, ReplayRun } from '../../../shared/replay';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useWork } from '../pages/use-work';

/** How often it is asked how far a run has come, in milliseconds. */
const ASK_MS = 300;

/** The run in the main process, as this page sees it. */
export interface ReplayHere {
  readonly run: ReplayRun | null;
  /** What a run of the questions that are chosen would take; null until that is known. */
  readonly outlook: ReplayPlan | null;
  /** What a run would take that waits for a yes; null while none does. */
  readonly plan: ReplayPlan | null;
  readonly isPlanning: boolean;
  /** Begins a run; where it asks a model, only says first what it would take. */
  readonly ask: () => void;
  /** Begins the run that waits for a yes. */
  readonly agree: () => void;
  readonly decline: () => void;
  readonly stop: () => void;
}

/** Follows the run that goes on in the main process, whoever began it, and says what one as it is chosen would take. */
export function useReplay(choice: ReplayChoice, change: ReplayChange): ReplayHere {
  const { ask, ui } = useDesk();
  const command = useCommand();
  const work = useWork(true);
  const [run, setRun] = useState<ReplayRun | null>(null);
  const [wanted, setWanted] = useState<{ choice: ReplayChoice; change: ReplayChange; plan: ReplayPlan } | null>(null);
  const read = useCallback(() => ask('replay.read', {}).then(setRun, () => undefined), [ask]);
  useEffect(() => void read(), [read]);
  const isRunning = run?.isRunning ?? false;
  const outlook = useOutlook(choice, change.instructions !== null || change.entry !== null);
  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(() => void read(), ASK_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [isRunning, read]);

  const start = async (choice: ReplayChoice, change: ReplayChange) => {
    setWanted(null);
    if ((await command('replay.start', { choice, change: plain(change) })) === undefined) return;
    ui.setState({ announcement: 'Past questions are being answered again' });
    await read();
  };
  return {
    run,
    outlook,
    plan: wanted?.plan ?? null,
    isPlanning: work.progress !== null,
    ask: () => {
      void work
        .run((work_id) => ask('replay.plan', { work_id, choice, change: plain(change) }))
        .then((outcome) => {
          if (outcome.kind !== 'done') return;
          const plan = outcome.value;
          if (plan.isModel && plan.requests > 0) setWanted({ choice, change, plan });
          else void start(choice, change);
        });
    },
    agree: () => wanted && void start(wanted.choice, wanted.change),
    decline: () => setWanted(null),
    stop: () => void command('replay.stop', {}).then(read),
  };
}

/** A change of nothing: how often is asked depends only on whether there is one. */
const SOME_CHANGE: ReplayChange = { instructions: '', entry: null };
const NO_CHANGE: ReplayChange = { instructions: null, entry: null };

/** Counts the questions that are chosen, whenever others are. */
function useOutlook({ questions, from, to, handedOverOnly }: ReplayChoice, hasChange: boolean): ReplayPlan | null {
  const { ask } = useDesk();
  const { run } = useWork(true);
  const provider = useDeskState((state) => state.facts?.ai.provider);
  const [outlook, setOutlook] = useState<ReplayPlan | null>(null);
  useEffect(() => {
    const choice = { questions, from, to, handedOverOnly };
    const change = hasChange ? SOME_CHANGE : NO_CHANGE;
    void run((work_id) => ask('replay.plan', { work_id, choice, change: plain(change) })).then((outcome) => {
      if (outcome.kind !== 'stopped') setOutlook(outcome.kind === 'done' ? outcome.value : null);
    });
  }, [ask, run, questions, from, to, handedOverOnly, hasChange, provider]);
  return outlook;
}

/** A list that may be changed, as requests have it. */
function plain({ instructions, entry }: ReplayChange) {
  return { instructions, entry: entry && { ...entry, forms: [...entry.forms] } };
}
