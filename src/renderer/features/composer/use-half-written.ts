import { useState } from 'react';
import { useDesk } from '../../store/desk-context';

/** Keeps a note that is being written for one thread, so that it is still there after another one or a restart. */
export function useHalfWrittenNote(contactId: string): readonly [text: string, write: (text: string) => void] {
  const { memory } = useDesk();
  const key = `half-written:note:${contactId}`;
  const [text, setText] = useState(() => memory.get(key) ?? '');
  const write = (next: string) => {
    setText(next);
    memory.set(key, next === '' ? null : next);
  };
  return [text, write];
}
