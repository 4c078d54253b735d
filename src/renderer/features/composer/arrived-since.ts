import type { Message } from '../../../shared/domain';

/** Gives the time of the newest message that has been said; an empty text where there is none. */
export function newestOf(messages: readonly Message[]): string {
  return messages.findLast(({ status }) => status !== 'draft')?.createdAt ?? '';
}

/** Gives what others have said in a thread since a time; nothing when there is no such time. */
export function arrivedSince(messages: readonly Message[], since: string | null): readonly Message[] {
  if (since === null) return [];
  return messages.filter(
    ({ sender, createdAt, kind, status }) =>
      (sender === 'contact' || sender === 'ai') && kind === undefined && status !== 'draft' && createdAt > since,
  );
}
