import type { Input } from './live-call';
import type { Verb } from './parse-twiml';
import { prompt, secondsOf, toAction, type AfterVerb, type VoiceStep } from './voice-steps';

/** How sure the recogniser says it is of typed words. */
const CONFIDENCE = '0.94';

/**
 * Carries out `<Gather>`: plays what is nested in it, then waits for words or keys, and brings them to `action`.
 * Silence goes on with the next verb unless `actionOnEmptyResult` is set.
 * Source: https://www.twilio.com/docs/voice/twiml/gather
 */
export async function gatherInput(step: VoiceStep, verb: Verb): Promise<AfterVerb> {
  const kinds = (verb.attributes.input ?? 'dtmf').split(/\s+/);
  const numDigits = Number(verb.attributes.numDigits ?? Number.NaN);
  for (const nested of verb.children) {
    if (await prompt(step, nested)) continue;
    const message = `<${nested.name}> is not allowed in <Gather>.`;
    step.parts.debuggerLog.note('warning', { code: 12200, message }, step.live.sid);
  }
  const timeoutMs = step.parts.silenceTimesOut ? secondsOf(verb, 'timeout', 5) * 1000 : null;
  const input = await step.live.listen(
    {
      for: 'input',
      speech: kinds.includes('speech'),
      digits: kinds.includes('dtmf'),
      numDigits: Number.isInteger(numDigits) ? numDigits : null,
    },
    timeoutMs,
  );
  const params = resultOf(input, verb, numDigits);
  if (params) return toAction(step, verb, params);
  return verb.attributes.actionOnEmptyResult === 'true' ? toAction(step, verb, { Digits: '' }) : 'next';
}

function resultOf(input: Input, verb: Verb, numDigits: number): Record<string, string> | null {
  if (input.kind === 'speech') {
    return { SpeechResult: input.text, Confidence: CONFIDENCE, Language: verb.attributes.language ?? 'en-US' };
  }
  if (input.kind !== 'digits') return null;
  const finish = verb.attributes.finishOnKey ?? '#';
  const end = finish === '' ? -1 : input.digits.indexOf(finish);
  const digits = end < 0 ? input.digits : input.digits.slice(0, end);
  const kept = Number.isInteger(numDigits) ? digits.slice(0, numDigits) : digits;
  return { Digits: kept, FinishedOnKey: end < 0 ? '' : finish };
}
