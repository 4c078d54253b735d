import type { Message } from '../../../shared/domain';

/** Gives what others have said in a thread since a time; nothing when there is no such time. */
export function arrivedSince(messages: readonly Message[], since: string | null): readonly Message[] {
  if (since === null) return [];
  return messages.filter(
    ({ sender, createdAt, kind, status }) =>
      (sender === 'contact' || sender === 'ai') && kind === undefined && status !== 'draft' && createdAt > since,
  );
}
