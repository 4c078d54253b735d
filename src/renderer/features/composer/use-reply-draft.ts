import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useDesk } from '../../store/desk-context';
import type { ReplyDraft } from '../../store/reply-drafts';

export interface ReplyWriting {
  readonly draft: ReplyDraft;
  /** @param now time of the newest message, in case the writing begins with this */
  readonly change: (patch: Partial<ReplyDraft>, now: string) => void;
}

/** Gives what is being written in one thread. */
export function useReplyDraft(contactId: string): ReplyWriting {
  const { drafts } = useDesk();
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.read(contactId));
  const change = useCallback(
    (patch: Partial<ReplyDraft>, now: string) => drafts.change(contactId, patch, now),
    [contactId, drafts],
  );
  useEffect(() => () => drafts.leave(contactId), [contactId, drafts]);
  return { draft, change };
}
