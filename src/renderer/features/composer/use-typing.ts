import { useCallback, useRef } from 'react';
import { useDesk } from '../../store/desk-context';

/** While somebody goes on writing, it is said again after so long, so that what they took over stays theirs. */
const BURST_MS = 60_000;

/** Gives the function that tells the main process that the operator writes in a thread: once for each burst of it. */
export function useTyping(contactId: string): () => void {
  const { ask } = useDesk();
  const last = useRef(-Infinity);
  return useCallback(() => {
    const now = performance.now();
    if (now - last.current < BURST_MS) return;
    last.current = now;
    // If this is not heard, the reply itself takes the thread over.
    ask('thread.typing', { contact_id: contactId }).catch(() => undefined);
  }, [ask, contactId]);
}
