import type { Verb } from './parse-twiml';
import { resolveUrl } from './parse-url';
import type { RecordingRecord } from './recordings';
import { rfc2822 } from './rest/rest-format';
import { CallInterrupted, type Input } from './live-call';
import { secondsOf, toAction, type AfterVerb, type VoiceStep } from './voice-steps';
import { voiceParams } from './voice-params';

/** Twilio transcribes recordings of this length. */
const TRANSCRIBED_SECONDS = { from: 2, to: 120 } as const;

/**
 * Carries out `<Record>`: what the person says (typed) becomes a recording, which is brought to `action`. Somebody who
 * hangs up while speaking has left a message too; silence goes on with the next verb.
 * Source: https://www.twilio.com/docs/voice/twiml/record
 */
export async function recordVoicemail(step: VoiceStep, verb: Verb): Promise<AfterVerb> {
  const { live, parts } = step;
  const timeoutMs = parts.silenceTimesOut ? secondsOf(verb, 'timeout', 5) * 1000 : null;
  const beep = verb.attributes.playBeep !== 'false';
  if (beep) live.hear('twilio', 'Beep');
  try {
    const input = await live.listen({ for: 'recording', beep }, timeoutMs);
    const words = wordsOf(input);
    if (words === null) return 'next';
    const recording = keep(step, verb, words);
    return toAction(step, verb, { ...resultOf(step, recording), Digits: input.kind === 'digits' ? input.digits : '' });
  } catch (error) {
    if (error instanceof CallInterrupted && error.interruption.kind === 'over' && error.interruption.lastWords !== '') {
      const recording = keep(step, verb, error.interruption.lastWords);
      const { url, method, params } = toAskable(
        toAction(step, verb, { ...resultOf(step, recording), Digits: 'hangup' }),
      );
      void parts.track(parts.webhooks.ask({ about: 'call', url, method, params: { ...common(step), ...params } }));
    }
    throw error;
  }
}

function toAskable(next: ReturnType<typeof toAction>) {
  if (next.kind !== 'ask') throw new TypeError('An action is always an address.');
  return next;
}

function wordsOf(input: Input): string | null {
  if (input.kind === 'speech') return input.text;
  return input.kind === 'digits' ? '' : null;
}

/** Keeps the recording and tells the callbacks of recording and transcript. */
function keep(step: VoiceStep, verb: Verb, words: string): RecordingRecord {
  const { parts, live } = step;
  const recording = parts.recordings.add(live.sid, words);
  const { recordingStatusCallback, recordingStatusCallbackMethod, transcribe, transcribeCallback } = verb.attributes;
  const tell = (callback: string, method: string | undefined, params: Record<string, string>) => {
    const url = resolveUrl(callback, step.documentUrl);
    const all = { ...common(step), ...resultOf(step, recording), ...params };
    void parts.track(parts.webhooks.ask({ about: 'recording', url, method, params: all }));
  };
  if (recordingStatusCallback) {
    tell(recordingStatusCallback, recordingStatusCallbackMethod, {
      ...{ RecordingStatus: 'completed', RecordingChannels: '1', RecordingSource: 'RecordVerb', ErrorCode: '0' },
      RecordingStartTime: rfc2822(recording.createdAt),
    });
  }
  const fits = recording.seconds >= TRANSCRIBED_SECONDS.from && recording.seconds <= TRANSCRIBED_SECONDS.to;
  if (transcribeCallback && (transcribe === undefined || transcribe === 'true')) {
    tell(transcribeCallback, 'POST', {
      ...{ TranscriptionSid: parts.newSid('TR'), TranscriptionType: 'fast' },
      ...(fits ? { TranscriptionStatus: 'completed', TranscriptionText: words } : { TranscriptionStatus: 'failed' }),
    });
  }
  return recording;
}

function common({ parts, live }: VoiceStep): Record<string, string> {
  return voiceParams(parts, live.record);
}

function resultOf({ parts }: VoiceStep, { sid, seconds }: RecordingRecord): Record<string, string> {
  const RecordingUrl = `${parts.baseUrl()}/2010-04-01/Accounts/${parts.account.sid}/Recordings/${sid}`;
  return { RecordingSid: sid, RecordingUrl, RecordingDuration: String(seconds) };
}
