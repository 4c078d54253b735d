import { useEffect, useState } from 'react';
import type { Thread } from '../../../shared/domain';
import { useDesk, useUi } from '../../store/desk-context';

/** Tells the main process that a thread was looked at, while this window has the operator's attention. */
export function useMarkRead(thread: Thread | undefined): void {
  const { ask } = useDesk();
  const kept = useUi((ui) => ui.keptUnread === thread?._id);
  const attentive = useAttention();
  const id = thread?._id;
  const unread = thread?.unread ?? 0;
  useEffect(() => {
    if (!attentive || kept || id === undefined || unread === 0) return;
    // Nothing is lost if this fails: it stays unread and is told again.
    ask('thread.read', { contact_id: id }).catch(() => undefined);
  }, [ask, attentive, id, kept, unread]);
}

function useAttention(): boolean {
  const [attentive, setAttentive] = useState(() => document.hasFocus());
  useEffect(() => {
    const update = () => setAttentive(document.hasFocus());
    window.addEventListener('focus', update);
    window.addEventListener('blur', update);
    return () => {
      window.removeEventListener('focus', update);
      window.removeEventListener('blur', update);
    };
  }, []);
  return attentive;
}
