import {
  MOST_MESSAGES,
  writers,
  type MessageQuery,
  type MessageRef,
  type Writer,
} from '../../shared/contract/search-contract';
import type { Message } from '../../shared/domain';
import { kindsOfCommunication as kinds } from '../../shared/insights';
import { parseSearch } from '../../shared/search/wanted';
import { createBestOf } from './best-of';
import { createTermIndex } from './term-index';

/** All messages as far as they can be searched: their words, but not what they say. */
export interface MessageTable {
  /** Takes in a message, in the place of one of the same id. Drafts have not been said and are left out. */
  put(address: string, message: Message): void;
  remove(messageId: string): void;
  find(query: MessageQuery): { readonly refs: readonly MessageRef[]; readonly total: number };
  readonly size: number;
}

/** Makes a table of nothing. */
export function createMessageTable(): MessageTable {
  const terms = createTermIndex();
  const numbers = new Map<string, number>();
  // One column for each thing that is known of a message: less than half of what an object for each would take.
  const ids: (string | null)[] = [];
  const addresses: string[] = [];
  const times: number[] = [];
  const marks: number[] = [];

  return {
    get size() {
      return numbers.size;
    },
    put(address, message) {
      this.remove(message._id);
      if (message.status === 'draft') return;
      const number = ids.length;
      numbers.set(message._id, number);
      ids.push(message._id);
      addresses.push(address);
      times.push(Date.parse(message.createdAt));
      marks.push(markOf(message));
      terms.add(number, message.content);
    },
    remove(messageId) {
      const number = numbers.get(messageId);
      if (number === undefined) return;
      numbers.delete(messageId);
      ids[number] = null;
    },
    find(query) {
      const ranks = terms.ranks(parseSearch(query.text), ids.length);
      const isLetThrough = filterOf(query);
      const timeOf = (number: number) => times[number] ?? 0;
      const rankOf = (number: number) => ranks.of(number) ?? Infinity;
      const best = createBestOf<number>(
        MOST_MESSAGES,
        (a, b) => rankOf(a) - rankOf(b) || timeOf(b) - timeOf(a) || b - a,
      );
      let total = 0;
      // The newest ones first: they stay.
      for (let number = ids.length - 1; number >= 0; number--) {
        if (ranks.of(number) === undefined || ids[number] === null) continue;
        if (!isLetThrough(marks[number] ?? 0, timeOf(number))) continue;
        total += 1;
        best.offer(number);
      }
      const refOf = (number: number) => ({ address: addresses[number] ?? '', message_id: ids[number] ?? '' });
      return { refs: best.list().map(refOf), total };
    },
  };
}

/** Gives who wrote a message, as people search for it. */
export function writerOf({ kind, sender }: Message): Writer {
  if (kind !== undefined) return kind;
  return sender === 'system' ? 'event' : sender;
}

function markOf(message: Message): number {
  return kinds.indexOf(message.communication_type) * writers.length + writers.indexOf(writerOf(message));
}

function filterOf(query: MessageQuery): (mark: number, time: number) => boolean {
  const from = query.from === null ? -Infinity : Date.parse(query.from);
  const before = query.before === null ? Infinity : Date.parse(query.before);
  const marks = new Set<number>();
  for (const [k, kind] of kinds.entries()) {
    if (query.kinds.length > 0 && !query.kinds.includes(kind)) continue;
    for (const [w, writer] of writers.entries()) {
      if (query.writers.length === 0 || query.writers.includes(writer)) marks.add(k * writers.length + w);
    }
  }
  return (mark, time) => time >= from && time < before && marks.has(mark);
}
