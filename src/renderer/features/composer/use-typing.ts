import { useCallback, useRef } from 'react';
import type { Mode } from '../../../shared/domain';
import { useDesk } from '../../store/desk-context';

/** While somebody goes on writing, it is said again after so long, so that what they took over stays theirs. */
const BURST_MS = 60_000;
/** Where the AI answers by itself it is said almost at once: it may have been given back in the middle of a burst. */
const AUTO_BURST_MS = 2_000;

/**
 * Gives the function that tells the main process that the operator writes in a thread: once for each burst of it.
 *
 * @param mode who answers there now
 */
export function useTyping(contactId: string, mode: Mode): () => void {
  const { ask } = useDesk();
  const last = useRef(-Infinity);
  return useCallback(() => {
    const now = performance.now();
    if (now - last.current < (mode === 'auto' ? AUTO_BURST_MS : BURST_MS)) return;
    last.current = now;
    // If this is not heard, the reply itself takes the thread over.
    ask('thread.typing', { contact_id: contactId }).catch(() => undefined);
  }, [ask, contactId, mode]);
}
