import { findOrderNumber } from './order-number';
import type { ReplyRequest, Turn } from './provider';

/** Longest text looked at, in characters: a hostile text must not cost time. */
const MAX_LOOKED_AT = 2000;

/** Most pieces of a burst that are looked at one by one. */
const MAX_PARTS = 12;

/** What stands in a conversation for pictures and other files. */
const MEDIA_WORDS = /\[(?:Photo|Audio|Video|File)(?: ×\d+)?\]/g;

/** What the offline providers read out of a conversation. */
export interface Reading {
  /** Everything that the customer said and nobody answered yet, oldest first, a line each. */
  readonly burst: string;
  /** The same in sentences and halves of sentences, since one text can hold several questions. */
  readonly parts: readonly string[];
  /** What the customer said before the team's newest text in this session; null when there is nothing. */
  readonly before: string | null;
  /** The team's newest text before that in this session; null when there is none. */
  readonly lastReply: string | null;
  /** How many of the team's newest texts in a row are one of these. */
  readonly saidBefore: (texts: readonly string[]) => number;
  /** Finds the newest order number that the customer named, ever; the burst included. Few rules ask for it. */
  readonly orderNumber: () => string | null;
  /** Whether the team has just asked for an order number. */
  readonly askedForOrder: boolean;
}

/** Reads a conversation the way a person skims it before answering. */
export function readConversation(request: ReplyRequest): Reading {
  // Of a long session the beginning is only read for those who ask for it.
  const turns = request.recent ?? request.turns;
  let start = turns.length;
  while (start > 0 && turns[start - 1]?.who === 'customer') start -= 1;
  const burst = turns
    .slice(start)
    .map(wordsOf)
    .filter((text) => text !== '')
    .join('\n')
    .slice(-MAX_LOOKED_AT);
  const lastReply = turns.findLast(isOfTeam)?.text.trim() ?? null;
  const asked = turns.slice(0, start).findLast((turn) => turn.who === 'customer');
  return {
    before: asked === undefined ? null : wordsOf(asked).slice(-MAX_LOOKED_AT),
    burst,
    parts: burst
      .split(/\n|(?<=[.?!;])\s+|,\s*|\s+(?:and|also|but)\s+/i)
      .filter((part) => part.trim() !== '')
      .slice(0, MAX_PARTS),
    lastReply,
    saidBefore: (texts) => {
      const replies = request.turns.filter(isOfTeam);
      const other = replies.findLastIndex(({ text }) => !texts.includes(text.trim()));
      return replies.length - 1 - other;
    },
    orderNumber: () => newestOrderNumber([...(request.earlier ?? []), ...request.turns]),
    askedForOrder: lastReply !== null && asksForOrder(lastReply),
  };
}

function newestOrderNumber(turns: readonly Turn[]): string | null {
  let asked = false;
  let found: string | null = null;
  for (const turn of turns) {
    if (turn.who === 'team') asked = asksForOrder(turn.text);
    else found = findOrderNumber(wordsOf(turn).slice(0, MAX_LOOKED_AT), asked) ?? found;
  }
  return found;
}

function isOfTeam({ who }: Turn): boolean {
  return who === 'team';
}

function asksForOrder(text: string): boolean {
  return /\border number\b[^?\n]{0,40}\?/i.test(text);
}

function wordsOf(turn: Turn): string {
  return turn.text.replace(MEDIA_WORDS, ' ').trim();
}
