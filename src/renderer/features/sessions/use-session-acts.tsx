import { notifications } from '@mantine/notifications';
import { useCallback, useMemo, useState } from 'react';
import type { BulkAction, BulkOutcome, SessionRow } from '../../../shared/contract/sessions-contract';
import { UndoNotice } from '../../components/UndoNotice';
import { useDesk } from '../../store/desk-context';
import type { Undoable } from '../../store/session-filters';
import { showProblem, useCommand } from '../../store/use-command';
import { useWork, type LongWorkHere, type WorkOutcome } from '../pages/use-work';
import { doneWords, exportedWords, undoneWords } from './session-words';

/** How long the way back stands on screen by itself; afterwards it is still in the menu of the page. */
const SHOWN_MS = 15_000;
/** How many things the menu of the page can take back. */
const KEPT = 20;

/** What can be done with sessions. Whatever is done is said, and offered to be taken back. */
export interface SessionActs {
  readonly work: LongWorkHere;
  /** What is under way, in words. */
  readonly workWords: string;
  /** Gives whether it was carried out. */
  readonly bulk: (action: BulkAction, ids: readonly string[]) => Promise<boolean>;
  readonly exportAll: (ids: readonly string[], format: 'json' | 'csv') => Promise<void>;
  readonly merge: (row: SessionRow, into: string) => Promise<void>;
  readonly retitle: (row: SessionRow, title: string) => Promise<void>;
  readonly undo: (step: Undoable) => Promise<void>;
}

/** Gives what can be done with sessions. */
export function useSessionActs(): SessionActs {
  const { ask, ui } = useDesk();
  const command = useCommand();
  const work = useWork(false);
  const { run } = work;
  const [workWords, setWorkWords] = useState('');

  const begin = useCallback(
    async <R,>(words: string, request: (work_id: string) => Promise<R>): Promise<R | undefined> => {
      setWorkWords(words);
      const outcome: WorkOutcome<R> = await run(request);
      if (outcome.kind === 'failed') showProblem(outcome.problem);
      return outcome.kind === 'done' ? outcome.value : undefined;
    },
    [run],
  );

  const keep = useCallback(
    (step: Undoable) => {
      ui.setState(({ undoable }) => ({ undoable: [step, ...undoable].slice(0, KEPT), announcement: step.words }));
    },
    [ui],
  );

  const undo = useCallback(
    async (step: Undoable) => {
      notifications.hide(step.undo_id);
      ui.setState(({ undoable }) => ({ undoable: undoable.filter(({ undo_id }) => undo_id !== step.undo_id) }));
      if (step.request === 'session.undo') {
        const done = await command('session.undo', { undo_id: step.undo_id });
        if (done !== undefined) ui.setState({ announcement: 'Taken back' });
        return;
      }
      const outcome = await begin('Taking it back', (work_id) =>
        ask('sessions.undo', { work_id, undo_id: step.undo_id }),
      );
      if (!outcome) return;
      tell(undoneWords(outcome), outcome);
      ui.setState({ announcement: undoneWords(outcome) });
      if (outcome.undo_id !== null) keep({ ...step, undo_id: outcome.undo_id });
    },
    [ask, begin, command, keep, ui],
  );

  const offer = useCallback(
    (step: Undoable) => {
      keep(step);
      notifications.show({
        id: step.undo_id,
        autoClose: SHOWN_MS,
        message: <UndoNotice onUndo={() => void undo(step)}>{step.words}</UndoNotice>,
      });
    },
    [keep, undo],
  );

  return useMemo(
    () => ({
      work,
      workWords,
      undo,
      async bulk(action, ids) {
        const outcome = await begin(workingWords[action], (work_id) =>
          ask('sessions.bulk', { work_id, action, session_ids: [...ids] }),
        );
        if (!outcome) return false;
        const words = doneWords(action, outcome);
        if (outcome.undo_id === null) tell(words, outcome);
        else offer({ undo_id: outcome.undo_id, words, request: 'sessions.undo' });
        if (outcome.problem !== null) showProblem({ code: 'refused', message: words, remedy: outcome.problem });
        return true;
      },
      async exportAll(ids, format) {
        const outcome = await begin('Exporting sessions', (work_id) =>
          ask('sessions.export', { work_id, session_ids: [...ids], format }),
        );
        if (outcome?.file == null) return;
        const words = exportedWords(outcome.sessions, outcome.file);
        notifications.show({ message: words });
        ui.setState({ announcement: words });
      },
      async merge({ address, session }, into) {
        const done = await command('session.merge', { address, from: session._id, into });
        if (done) offer({ ...done, words: 'The two sessions are one now.', request: 'session.undo' });
      },
      async retitle({ address, session }, title) {
        const done = await command('session.retitle', { address, session_id: session._id, title });
        if (done !== undefined) ui.setState({ announcement: 'Renamed' });
      },
    }),
    [ask, begin, command, offer, ui, undo, work, workWords],
  );
}

const workingWords: Readonly<Record<BulkAction, string>> = {
  close: 'Closing sessions',
  reopen: 'Opening sessions again',
  delete: 'Deleting sessions',
};

function tell(words: string, { problem }: BulkOutcome): void {
  if (problem === null) notifications.show({ message: words });
  else showProblem({ code: 'refused', message: words, remedy: problem });
}
