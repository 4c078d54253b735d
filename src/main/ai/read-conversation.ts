import type { ReplyRequest } from './provider';

/** Longest text looked at, in characters: a hostile text must not cost time. */
const MAX_LOOKED_AT = 4000;

/** What the offline providers read out of a conversation. */
export interface Reading {
  /** Everything that the customer said and nobody answered yet, oldest first, a line each. */
  readonly burst: string;
  /** The team's newest text before that; null when there is none. */
  readonly lastReply: string | null;
  /** How many of the team's newest texts in a row are this very text or one of these. */
  readonly saidBefore: (texts: readonly string[]) => number;
  /** The newest order number that the customer named, the burst included. */
  readonly orderNumber: string | null;
  /** Whether the burst itself named it. */
  readonly orderNumberIsNew: boolean;
}

/** Reads a conversation the way a person skims it before answering. */
export function readConversation(request: ReplyRequest): Reading {
  const { turns } = request;
  let start = turns.length;
  while (start > 0 && turns[start - 1]?.who === 'customer') start -= 1;
  const burst = turns
    .slice(start)
    .map((turn) => turn.text.trim())
    .filter((text) => text !== '')
    .join('\n')
    .slice(-MAX_LOOKED_AT);
  const replies = turns.filter((turn) => turn.who === 'team').map((turn) => turn.text);
  const lastReply = replies.at(-1) ?? null;

  const named = findOrderNumber(burst, lastReply !== null && /order number/i.test(lastReply));
  return {
    burst,
    lastReply,
    saidBefore: (texts) => {
      let count = 0;
      while (texts.includes(replies.at(-1 - count) ?? '\0')) count += 1;
      return count;
    },
    orderNumber: named ?? rememberedOrderNumber(request, start),
    orderNumberIsNew: named !== null,
  };
}

function rememberedOrderNumber(request: ReplyRequest, end: number): string | null {
  let asked = false;
  let found: string | null = null;
  for (const turn of request.turns.slice(0, end)) {
    const text = turn.text.slice(0, MAX_LOOKED_AT);
    if (turn.who === 'team') asked = /order number/i.test(text);
    else found = findOrderNumber(text, asked) ?? found;
  }
  return found;
}

/** A word with at least three digits: `10234`, `A-10234`, `ORD10234`. Not a time, a date, an amount or a phone number. */
const NUMBER = String.raw`(?:[a-z]{1,4}-?)?\d[\da-z-]{2,17}`;
const AFTER_ORDER = new RegExp(
  String.raw`\border(?:\s+(?:is|was|with|no\.?|nr\.?|num(?:ber)?|id|ref(?:erence)?|status|of|for|my|the|it's)){0,3}\s*[:#]?\s*#?(${NUMBER})\b`,
  'i',
);
const AFTER_HASH = new RegExp(String.raw`(?:^|\s)#\s?(${NUMBER})\b`, 'i');
const ALONE = new RegExp(String.raw`(?:^|[\s:(#])(${NUMBER})(?=$|[\s.,!?)])`, 'i');

/**
 * Finds an order number in a text.
 *
 * @param asked whether the team had just asked for it, so that a bare number is one
 */
export function findOrderNumber(text: string, asked: boolean): string | null {
  const found = AFTER_ORDER.exec(text)?.[1] ?? AFTER_HASH.exec(text)?.[1] ?? (asked ? ALONE.exec(text)?.[1] : null);
  return found?.toUpperCase().replace(/-+$/, '') ?? null;
}
