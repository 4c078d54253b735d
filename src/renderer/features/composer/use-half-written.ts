import { useState } from 'react';
import { useDesk } from '../../store/desk-context';

/**
 * Keeps what is being written for one thread, so that it is still there after looking at another one, a reload or a
 * restart.
 *
 * @param kind replies and notes are kept apart
 */
export function useHalfWritten(
  contactId: string,
  kind: 'reply' | 'note',
): readonly [text: string, write: (text: string) => void] {
  const { memory } = useDesk();
  const key = `half-written:${kind}:${contactId}`;
  const [text, setText] = useState(() => memory.get(key) ?? '');
  const write = (next: string) => {
    setText(next);
    memory.set(key, next === '' ? null : next);
  };
  return [text, write];
}
