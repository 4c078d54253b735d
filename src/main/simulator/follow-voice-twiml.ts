import { isOver } from './call-log';
import { dialNumber } from './dial-number';
import { gatherInput } from './gather-input';
import { CallInterrupted, type LiveCall, type NextDocument } from './live-call';
import type { Verb } from './parse-twiml';
import { resolveUrl } from './parse-url';
import type { Parts } from './parts';
import type { WebhookAnswer } from './post-webhook';
import { readAnswer } from './read-answer';
import { recordVoicemail } from './record-voicemail';
import { prompt, type AfterVerb, type VoiceStep } from './voice-steps';
import { voiceParams } from './voice-params';

/** Documents that one call may cause: a call that only redirects never ends by itself. */
const MAX_DOCUMENTS = 500;
/** What a caller hears when a webhook fails: https://www.twilio.com/docs/voice/twiml */
const APOLOGY = 'We are sorry, an application error has occurred. Goodbye.';

/** Where a call's documents come from when the first address fails. */
export interface VoiceSource {
  readonly fallback?: { readonly url: string; readonly method?: string | undefined } | undefined;
}

/**
 * Follows the documents of a call until it ends by itself or by somebody hanging up. Leaves the status as it is, except
 * that the call is answered by its first verb (other than `<Reject>`).
 */
export async function followVoiceTwiml(
  parts: Parts,
  live: LiveCall,
  first: NextDocument,
  source: VoiceSource = {},
): Promise<void> {
  let next: AfterVerb = first;
  for (let documents = 0; typeof next !== 'string'; documents += 1) {
    if (documents === MAX_DOCUMENTS) {
      parts.debuggerLog.note('error', { code: 14106, message: 'Too many documents in one call.' }, live.sid);
      return;
    }
    try {
      const answer: WebhookAnswer = await live.guard(fetchDocument(parts, live, next, source));
      next = await followDocument(parts, live, answer);
    } catch (error) {
      if (!(error instanceof CallInterrupted)) throw error;
      if (error.interruption.kind === 'over') return;
      next = error.interruption.to;
    }
  }
}

async function fetchDocument(
  parts: Parts,
  live: LiveCall,
  next: NextDocument,
  { fallback }: VoiceSource,
): Promise<WebhookAnswer> {
  if (next.kind === 'inline') {
    return { statusCode: 200, contentType: 'text/xml', body: next.xml, url: '', problem: null };
  }
  const params = { ...voiceParams(parts, live.record), ...next.params };
  return parts.track(parts.webhooks.ask({ about: 'call', url: next.url, method: next.method, params, fallback }));
}

async function followDocument(parts: Parts, live: LiveCall, answer: WebhookAnswer): Promise<AfterVerb> {
  const read = readAnswer(answer);
  const isFirst = live.record.answeredAt === null;
  const rejects = read.kind === 'verbs' && read.verbs[0]?.name === 'Reject' && isFirst;
  if (rejects) {
    live.setStatus('busy');
    return 'hang-up';
  }
  if (isFirst && !isOver(live.record)) live.setStatus('in-progress');
  if (read.kind === 'problem') {
    live.hear('twilio', APOLOGY);
    return 'hang-up';
  }
  if (read.kind === 'text') {
    live.hear('console', read.text);
    return 'hang-up';
  }
  const step: VoiceStep = { parts, live, documentUrl: read.url };
  for (const verb of read.verbs) {
    const after = await carryOut(step, verb);
    if (after !== 'next') return after;
  }
  return 'hang-up';
}

async function carryOut(step: VoiceStep, verb: Verb): Promise<AfterVerb> {
  if (await prompt(step, verb)) return 'next';
  switch (verb.name) {
    case 'Gather':
      return gatherInput(step, verb);
    case 'Record':
      return recordVoicemail(step, verb);
    case 'Dial':
      return dialNumber(step, verb);
    case 'Redirect': {
      const url = resolveUrl(verb.text.trim() || step.documentUrl, step.documentUrl);
      return { kind: 'ask', url, method: verb.attributes.method, params: {} };
    }
    case 'Hangup':
    case 'Reject':
      return 'hang-up';
    default: {
      const message = `Schema validation warning: <${verb.name}> is not carried out (verbs are case-sensitive).`;
      step.parts.debuggerLog.note('warning', { code: 12200, message }, step.live.sid);
      return 'next';
    }
  }
}
