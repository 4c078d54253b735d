import type { BulkAction, BulkOutcome } from '../../../shared/contract/sessions-contract';
import type { Session } from '../../../shared/domain';
import { formatDate, formatNumber } from '../../components/formats';
import { durationWords } from '../../components/time-words';

/** "1 session", "25,000 sessions". */
export function sessionsWords(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'session' : 'sessions'}`;
}

const doneVerbs: Readonly<Record<BulkAction, string>> = { close: 'closed', reopen: 'opened again', delete: 'deleted' };

/** What was done, in one sentence, with what was not. */
export function doneWords(action: BulkAction, outcome: BulkOutcome): string {
  const { done, passed, failed, cancelled } = outcome;
  const verb = doneVerbs[action];
  const sentences = [
    done === 0 ? `No session was ${verb}.` : `${sessionsWords(done)} ${done === 1 ? 'was' : 'were'} ${verb}.`,
    passed > 0 && `${sessionsWords(passed)} needed nothing.`,
    failed > 0 && `${sessionsWords(failed)} could not be ${verb}.`,
    cancelled && 'The rest is as it was.',
  ];
  return sentences.filter(Boolean).join(' ');
}

/** What was taken back. */
export function undoneWords({ done, failed, cancelled }: BulkOutcome): string {
  const sentences = [
    `Undone: ${sessionsWords(done)} ${done === 1 ? 'is as it was' : 'are as they were'}.`,
    failed > 0 && `${sessionsWords(failed)} could not be taken back.`,
    cancelled && 'The rest can still be taken back.',
  ];
  return sentences.filter(Boolean).join(' ');
}

export function exportedWords(count: number, file: string): string {
  return `${sessionsWords(count)} ${count === 1 ? 'was' : 'were'} written to ${file}`;
}

/** How long a session has lasted: a call as long as it was, anything else from its first to its last message. */
export function lengthWords(session: Session): string {
  const seconds = session.call?.durationSeconds;
  const ms =
    seconds == null
      ? Date.parse(session.last_message_at) - Date.parse(session.metadata.firstMessageAt)
      : seconds * 1000;
  return ms < 1000 ? '–' : durationWords(ms);
}

/** Day and time, short; with the year where it is another one. */
export function dateWords(iso: string, now = Date.now()): string {
  const date = new Date(iso);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return formatDate(
    {
      day: 'numeric',
      month: 'short',
      ...(isThisYear ? { hour: 'numeric', minute: '2-digit' } : { year: 'numeric' }),
    },
    date,
  );
}

/** Whether a session goes on, in a word. */
export function statusWords({ status }: Session): string {
  return status === 'active' ? 'Open' : 'Closed';
}
