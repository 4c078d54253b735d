import { HAND_OVER, SOURCES } from './prompt';

export interface Answer {
  readonly text: string;
  readonly handOff: { readonly reason: string } | null;
  /** Numbers of the knowledge entries that the model says it used; null where it says nothing of that. */
  readonly sources: readonly number[] | null;
}

/** Longest reason that is taken over from a model, in characters. */
const MAX_REASON = 200;
/** A model's thinking where it shows that: whole, still being written, or with its first mark lost in a chat template. */
const THINKING = /<(think(?:ing)?|reasoning)>[\s\S]*?(?:<\/\1>|$)|^[\s\S]*?<\/think(?:ing)?>/gi;
const HAND_OVER_LINE = new RegExp(`^[ \\t*_]*${HAND_OVER}(.*)$`, 'im');
const SOURCES_LINE = new RegExp(`\\n?[ \\t*_([]*${SOURCES}([^\\n]*)\\s*$`, 'i');

/**
 * Reads what a chat model wrote: takes off its thinking, finds the sign that a person should go on, and which knowledge
 * it says it used.
 *
 * @param politeLine what the customer is told when the model gave a reason but no words
 */
export function readAnswer(written: string, politeLine: string): Answer {
  const thought = written.replace(THINKING, '').trim();
  const named = SOURCES_LINE.exec(thought);
  const sources = named ? (named[1]?.match(/\d+/g) ?? []).map(Number) : null;
  const said = named ? thought.slice(0, named.index).trim() : thought;
  const sign = HAND_OVER_LINE.exec(said);
  if (!sign) return { text: said, handOff: null, sources };
  const text = (said.slice(0, sign.index) + said.slice(sign.index + sign[0].length)).trim();
  const reason = (sign[1] ?? '').replace(/^[\s*_]+|[\s*_]+$/g, '').slice(0, MAX_REASON);
  return { text: text || politeLine, handOff: { reason: reason || 'The AI was unsure.' }, sources };
}

/** Gives what an answer that is still being written says to the customer so far. */
export function readSoFar(written: string): string {
  // The mark of its thinking may be half written.
  const { text } = readAnswer(written.replace(/<\/?[a-z]{0,9}$/i, ''), '');
  const lines = text.split('\n');
  const last = (lines.at(-1) ?? '').trim().toUpperCase();
  const isSign = last !== '' && [HAND_OVER, SOURCES].some((sign) => sign.startsWith(last));
  return (isSign ? lines.slice(0, -1) : lines).join('\n').trim();
}
