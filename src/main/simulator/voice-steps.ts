import type { LiveCall, NextDocument } from './live-call';
import type { Verb } from './parse-twiml';
import { resolveUrl } from './parse-url';
import type { Parts } from './parts';

/** What carrying out a verb of a call needs. */
export interface VoiceStep {
  readonly parts: Parts;
  readonly live: LiveCall;
  /** Address of the document, which relative addresses start from and a verb without `action` asks again. */
  readonly documentUrl: string;
}

/** What comes after a verb: the next verb, another document, or the end of the call. */
export type AfterVerb = 'next' | 'hang-up' | NextDocument;

/** A verb's `action` with what it is told; the document itself where no action is given. */
export function toAction(
  { documentUrl }: VoiceStep,
  verb: Verb,
  params: Readonly<Record<string, string>>,
): NextDocument {
  const url = resolveUrl(verb.attributes.action ?? documentUrl, documentUrl);
  return { kind: 'ask', url, method: verb.attributes.method, params };
}

/** An attribute that is a number of seconds; `fallback` where it is none. */
export function secondsOf(verb: Verb, name: string, fallback: number): number {
  const value = Number(verb.attributes[name] ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : fallback;
}

/** Lets the person hear `<Say>` and `<Play>` and waits through `<Pause>`. Gives false for any other verb. */
export async function prompt({ live }: VoiceStep, verb: Verb): Promise<boolean> {
  switch (verb.name) {
    case 'Say':
      live.hear('console', spoken(verb));
      return true;
    case 'Play':
      live.hear('console', `♪ ${verb.text.trim()}`);
      return true;
    case 'Pause':
      await live.pause(secondsOf(verb, 'length', 1) * 1000);
      return true;
    default:
      return false;
  }
}

/** A voice does not speak line breaks and indentation. */
function spoken(verb: Verb): string {
  return [verb.text, ...verb.children.map(spoken)].join(' ').replace(/\s+/g, ' ').trim();
}
