import { useCallback, useRef, useState } from 'react';
import { useDesk } from '../../store/desk-context';

/**
 * Keeps a note that is being written for one thread, so that it is still there after another one or a restart. `added`
 * takes out what has become a note; what was written since stays.
 */
export function useHalfWrittenNote(
  contactId: string,
): readonly [text: string, write: (text: string) => void, added: (text: string) => void] {
  const { memory } = useDesk();
  const key = `half-written:note:${contactId}`;
  const [text, setText] = useState(() => memory.get(key) ?? '');
  const current = useRef(text);
  const write = useCallback(
    (next: string) => {
      current.current = next;
      setText(next);
      memory.set(key, next === '' ? null : next);
    },
    [key, memory],
  );
  const added = (was: string) => {
    if (current.current.startsWith(was)) write(current.current.slice(was.length).trimStart());
  };
  return [text, write, added];
}
