import type { Attachment, Withdrawn } from '../../shared/contract/composer-contract';
import type { Memory } from './memory';

/** What is being written to a customer. */
export interface ReplyDraft {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The AI's draft that it came of; null when it is written by hand. */
  readonly draftId: string | null;
  /** Time of the newest message that was there when the writing began, or that was looked at since; null: not begun. */
  readonly seen: string | null;
  /** Key of the sender that was chosen, and the customer's address; null: as usual. */
  readonly from: string | null;
  readonly to: string | null;
  /** What was last tried to be sent, with the id that it keeps until it was taken; null: nothing. */
  readonly attempt: { readonly what: string; readonly id: string } | null;
}

const empty: ReplyDraft = {
  text: '',
  attachments: [],
  draftId: null,
  seen: null,
  from: null,
  to: null,
  attempt: null,
};

/** What is half written in each thread. It belongs to the thread, whether or not its composer is on screen. */
export interface ReplyDrafts {
  /** The same object until something in it changes. */
  read(contactId: string): ReplyDraft;
  /** @param now time of the newest message, in case the writing begins with this */
  change(contactId: string, patch: Partial<ReplyDraft>, now: string): void;
  /** Keeps the id under which what is written was tried to be sent. */
  tried(contactId: string, attempt: ReplyDraft['attempt']): void;
  /** Takes out what was sent; what was written or attached since then stays. */
  sent(contactId: string, was: Written): void;
  /** Puts what was taken back before what has been written since. */
  putBack(contactId: string, withdrawn: Withdrawn, now: string): void;
  /**
   * Takes over what is half written to somebody who turned out to be the same person. Gives the function that gives it back,
   * unless something has been written since.
   */
  takeOver(contactId: string, from: string, now: string): () => void;
  /** Forgets whom it was to be sent from where nothing is written: the next one goes as usual. */
  leave(contactId: string): void;
  /** Calls back after every change. Gives the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes what is half written on a memory, from which it is read again after a reload or a restart. */
export function createReplyDrafts(memory: Memory): ReplyDrafts {
  const known = new Map<string, ReplyDraft>();
  const listeners = new Set<() => void>();

  function read(contactId: string): ReplyDraft {
    const there = known.get(contactId) ?? recall(memory, contactId);
    known.set(contactId, there);
    return there;
  }

  function keep(contactId: string, next: ReplyDraft): void {
    known.set(contactId, next);
    remember(memory, contactId, next);
    for (const listener of listeners) listener();
  }

  function change(contactId: string, patch: Partial<ReplyDraft>, now: string): void {
    const next = { ...read(contactId), ...patch };
    const { from, to } = next;
    keep(contactId, isBlank(next) ? { ...empty, from, to } : { ...next, seen: next.seen ?? now });
  }

  return {
    read,
    change,
    tried: (contactId, attempt) => keep(contactId, { ...read(contactId), attempt }),
    sent(contactId, was) {
      const { text, attachments, seen, from, to } = read(contactId);
      const rest = {
        text: text.startsWith(was.text) ? text.slice(was.text.length).trimStart() : text,
        attachments: attachments.filter((one) => !was.attachments.includes(one)),
      };
      keep(contactId, { ...empty, ...rest, seen: isBlank(rest) ? null : seen, from, to });
    },
    putBack(contactId, { address, content, attachments }, now) {
      const both = joined({ text: content, attachments }, read(contactId));
      change(contactId, { ...both, to: address }, now);
    },
    takeOver(contactId, from, now) {
      const [there, theirs] = [read(contactId), read(from)];
      if (isBlank(theirs)) return () => undefined;
      change(contactId, isBlank(there) ? theirs : joined(there, theirs), now);
      keep(from, empty);
      const both = read(contactId);
      return () => {
        if (read(contactId) !== both) return;
        keep(contactId, there);
        keep(from, theirs);
      };
    },
    leave(contactId) {
      const there = read(contactId);
      if (isBlank(there) && (there.from ?? there.to) !== null) keep(contactId, empty);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

type Written = Pick<ReplyDraft, 'text' | 'attachments'>;

function isBlank({ text, attachments }: Written): boolean {
  return text === '' && attachments.length === 0;
}

function joined(first: Written, second: Written): Written {
  const text = [first.text, second.text].filter((part) => part.trim() !== '').join('\n');
  return { text, attachments: [...first.attachments, ...second.attachments] };
}

const textKey = (contactId: string) => `half-written:reply:${contactId}`;
const restKey = (contactId: string) => `half-written:with:${contactId}`;

function remember(memory: Memory, contactId: string, draft: ReplyDraft): void {
  const { text, ...rest } = draft;
  memory.set(textKey(contactId), text === '' ? null : text);
  memory.set(restKey(contactId), isBlank(draft) ? null : JSON.stringify(rest));
}

function recall(memory: Memory, contactId: string): ReplyDraft {
  const text = memory.get(textKey(contactId)) ?? '';
  try {
    const rest = JSON.parse(memory.get(restKey(contactId)) ?? '{}') as Partial<ReplyDraft>;
    return { ...empty, ...rest, text, attachments: Array.isArray(rest.attachments) ? rest.attachments : [] };
  } catch {
    return { ...empty, text };
  }
}
