import type { WouldHave } from '../../shared/decision';
import type { Decision } from '../policy/decision';
import type { WrittenFact } from '../policy/facts';
import { explain } from './reply-message';
import type { Written } from './write-reply';

/** What the rules need to know of what a provider made of it. */
export function writtenFact(written: Written): WrittenFact {
  return written.kind === 'failed' ? written : { kind: 'reply', handOff: written.reply.handOff?.reason ?? null };
}

/** What would have been done in shadow mode, had it been let loose; undefined where it was done, or nothing was to be. */
export function wouldHave({ would }: Decision, written: Written | null): WouldHave | undefined {
  if (would === null) return undefined;
  if (written?.kind !== 'reply') return { kind: would, text: null };
  const { reply, provider, durationMs } = written;
  return { kind: would, text: reply.text, explanation: explain(provider, reply, durationMs) };
}
