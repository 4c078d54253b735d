import { HAND_OVER } from './prompt';

export interface Answer {
  readonly text: string;
  readonly handOff: { readonly reason: string } | null;
}

/** Longest reason that is taken over from a model, in characters. */
const MAX_REASON = 200;

/**
 * Reads what a chat model wrote: takes off its thinking where a model shows that, and finds the sign that a person
 * should go on.
 *
 * @param politeLine what the customer is told when the model gave a reason but no words
 */
export function readAnswer(written: string, politeLine: string): Answer {
  const text = written.replace(/^\s*<think>[\s\S]*?<\/think>/i, '').trim();
  const start = text.slice(0, HAND_OVER.length).toUpperCase();
  if (start !== HAND_OVER) return { text, handOff: null };
  const [reason = '', ...rest] = text.slice(HAND_OVER.length).trim().split('\n');
  return {
    text: rest.join('\n').trim() || politeLine,
    handOff: { reason: reason.trim().slice(0, MAX_REASON) || 'The AI was unsure.' },
  };
}
