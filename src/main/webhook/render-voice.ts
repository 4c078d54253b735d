import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';

/** Seconds in which the caller may begin to speak. */
const LISTEN_SECONDS = 5;

/** How long a customer's phone rings before the call counts as not answered. */
const RING_SECONDS = 30;

/**
 * What Twilio says to a caller whose call the console could not take. Always the same bytes, so nothing can go wrong with it.
 * Source: https://www.twilio.com/docs/usage/security/availability-reliability
 */
export const CALL_FALLBACK =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say>We are sorry, we cannot take your call right now. Please try again in a few minutes, or send us a text message.</Say><Hangup/></Response>';

/** What is said on the phone and what comes after it. */
export type VoiceAnswer =
  /** Say it and listen; the caller's next words come to the given step. */
  | { readonly kind: 'listen'; readonly say: string; readonly step: string }
  /** Say it and hang up. */
  | { readonly kind: 'end'; readonly say: string };

/**
 * Gives the TwiML of a step of a call. Paths are relative, so the same step is always the same bytes.
 * Source: https://www.twilio.com/docs/voice/twiml/gather
 */
export function renderVoice(answer: VoiceAnswer): string {
  const twiml = new VoiceResponse();
  switch (answer.kind) {
    case 'listen':
      twiml
        .gather({
          input: ['speech', 'dtmf'],
          action: stepPath(answer.step),
          method: 'POST',
          timeout: LISTEN_SECONDS,
          speechTimeout: 'auto',
          numDigits: 1,
          actionOnEmptyResult: true,
        })
        .say(speakable(answer.say));
      break;
    case 'end':
      twiml.say(speakable(answer.say));
      twiml.hangup();
      break;
  }
  return twiml.toString();
}

function stepPath(step: string): string {
  return `/api/webhooks/voice/${step}`;
}

/**
 * Gives the TwiML of a call that we place to say something: after a moment, since whoever answers says a word first.
 * Source: https://www.twilio.com/docs/voice/twiml/say
 */
export function renderSpoken(text: string): string {
  const twiml = new VoiceResponse();
  twiml.pause({ length: 1 });
  twiml.say(speakable(text));
  return twiml.toString();
}

/**
 * Gives the TwiML that connects whoever answers with a customer, who sees `callerId`.
 * Source: https://www.twilio.com/docs/voice/twiml/dial
 */
export function renderBridge(to: string, callerId: string): string {
  const twiml = new VoiceResponse();
  twiml.say('Connecting you now.');
  twiml.dial({ callerId, timeout: RING_SECONDS }).number(to);
  return twiml.toString();
}

/** Longest text for one `<Say>`, and only what XML can carry and a voice can say. */
function speakable(text: string): string {
  return text
    .replace(/[\p{Extended_Pictographic}\p{Cc}\p{Cs}\uFE0F\uFFFE\uFFFF]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 3000);
}
