import type { CannedReply } from '../../../shared/domain';

/** Where a canned reply is being asked for in a text. */
export interface CannedTrigger {
  /** Position of the `/`. */
  readonly start: number;
  /** What is typed after it. */
  readonly query: string;
}

/** Most replies that are offered at a time. */
const MOST = 8;

/** Finds a `/` that begins a word just before the caret; null where there is none. */
export function findTrigger(text: string, caret: number): CannedTrigger | null {
  const match = /(?:^|\s)\/([^\s/]{0,40})$/u.exec(text.slice(0, caret));
  return match ? { start: caret - (match[1] ?? '').length - 1, query: match[1] ?? '' } : null;
}

/** Gives the replies that fit what is typed: by the beginning of the shortcut first, then by any part of it or the text. */
export function matchCanned(replies: readonly CannedReply[], query: string): readonly CannedReply[] {
  const wanted = query.toLowerCase();
  const rank = ({ shortcut, text }: CannedReply): number => {
    if (shortcut.toLowerCase().startsWith(wanted)) return 0;
    if (shortcut.toLowerCase().includes(wanted)) return 1;
    return text.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ reply }) => reply);
}

/** What a key does to the list of canned replies. */
export type ListAct = 'close' | 'next' | 'previous' | 'pick' | 'nothing';

/**
 * Gives what a key does while the list is open; null where it goes to the text. Enter never sends then: what stands behind
 * the `/` is meant for the list, and not for the customer.
 */
export function actOnList(
  { key, shiftKey, ctrlKey, metaKey }: Readonly<Record<'shiftKey' | 'ctrlKey' | 'metaKey', boolean>> & { key: string },
  anyMatch: boolean,
): ListAct | null {
  if (key === 'Escape') return 'close';
  if (key === 'Enter') {
    if (shiftKey && !ctrlKey && !metaKey) return anyMatch ? 'pick' : null;
    return anyMatch ? 'pick' : 'nothing';
  }
  if (!anyMatch) return null;
  if (key === 'ArrowDown') return 'next';
  if (key === 'ArrowUp') return 'previous';
  return key === 'Tab' && !ctrlKey && !metaKey ? 'pick' : null;
}

/** Gives the text with the canned one in the place of what asked for it, and where the caret then stands. */
export function putCanned(
  text: string,
  trigger: CannedTrigger,
  canned: string,
): { readonly text: string; readonly caret: number } {
  const end = trigger.start + 1 + trigger.query.length;
  return { text: text.slice(0, trigger.start) + canned + text.slice(end), caret: trigger.start + canned.length };
}
