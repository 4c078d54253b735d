import { useEffect, useRef, useState } from 'react';
import type { Message } from '../../../shared/domain';

/** Drafts stand in the composer, and events are what the operator did. */
function isNews({ status, kind }: Message): boolean {
  return status !== 'draft' && kind !== 'event';
}

/**
 * Counts the messages that came in below what is looked at. What the operator sends is looked at itself.
 *
 * @param atEnd whether the end of the thread is in sight
 * @param goToEnd called when the operator has added a message
 */
export function useNewBelow(
  messages: readonly Message[],
  atEnd: boolean,
  goToEnd: () => void,
): { readonly fresh: number; readonly clear: () => void } {
  const [fresh, setFresh] = useState(0);
  const newest = messages.findLast(isNews);
  const seen = useRef(newest?._id);
  const go = useRef(goToEnd);
  useEffect(() => {
    go.current = goToEnd;
  });
  useEffect(() => {
    if (!newest || newest._id === seen.current) return;
    const before = messages.findIndex((message) => message._id === seen.current);
    seen.current = newest._id;
    if (newest.sender === 'operator') go.current();
    else if (!atEnd && before >= 0) setFresh((count) => count + messages.slice(before + 1).filter(isNews).length);
  }, [atEnd, messages, newest]);
  return { fresh, clear: () => setFresh(0) };
}
