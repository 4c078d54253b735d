import { useCallback, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/contract/composer-contract';
import type { Memory } from '../../store/memory';
import { useDesk } from '../../store/desk-context';

/** What is being written to a customer. */
export interface ReplyDraft {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The AI's draft that it came of; null when it is written by hand. */
  readonly draftId: string | null;
  /** Time of the newest message that was there when the writing began, or that was looked at since; null: not begun. */
  readonly seen: string | null;
}

const empty: ReplyDraft = { text: '', attachments: [], draftId: null, seen: null };

export interface ReplyWriting {
  readonly draft: ReplyDraft;
  /** @param now time of the newest message, in case the writing begins with this */
  readonly change: (patch: Partial<ReplyDraft>, now: string) => void;
  readonly clear: () => void;
}

/** Keeps what is being written for one thread, so that it is still there after another thread, a reload or a restart. */
export function useReplyDraft(contactId: string): ReplyWriting {
  const { memory } = useDesk();
  const [draft, setDraft] = useState(() => read(memory, contactId));
  const current = useRef(draft);
  const keep = useCallback(
    (next: ReplyDraft) => {
      current.current = next;
      setDraft(next);
      write(memory, contactId, next);
    },
    [contactId, memory],
  );
  const change = useCallback(
    (patch: Partial<ReplyDraft>, now: string) => {
      const next = { ...current.current, ...patch };
      const isEmpty = next.text === '' && next.attachments.length === 0;
      keep(isEmpty ? empty : { ...next, seen: next.seen ?? now });
    },
    [keep],
  );
  const clear = useCallback(() => keep(empty), [keep]);
  return { draft, change, clear };
}

const textKey = (contactId: string) => `half-written:reply:${contactId}`;
const restKey = (contactId: string) => `half-written:with:${contactId}`;

function write(memory: Memory, contactId: string, { text, ...rest }: ReplyDraft): void {
  memory.set(textKey(contactId), text === '' ? null : text);
  const isEmpty = text === '' && rest.attachments.length === 0;
  memory.set(restKey(contactId), isEmpty ? null : JSON.stringify(rest));
}

function read(memory: Memory, contactId: string): ReplyDraft {
  const text = memory.get(textKey(contactId)) ?? '';
  try {
    const rest = JSON.parse(memory.get(restKey(contactId)) ?? '{}') as Partial<ReplyDraft>;
    const attachments = Array.isArray(rest.attachments) ? rest.attachments : [];
    return { text, attachments, draftId: rest.draftId ?? null, seen: rest.seen ?? null };
  } catch {
    return { ...empty, text };
  }
}
