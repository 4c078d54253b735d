import { parseTwiml, type TwimlProblem, type Verb } from './parse-twiml';
import type { WebhookAnswer } from './post-webhook';

/** What Twilio does with an answer, by its content type: https://www.twilio.com/docs/messaging/twiml */
export type ReadAnswer =
  | { readonly kind: 'verbs'; readonly verbs: readonly Verb[]; readonly url: string }
  | { readonly kind: 'text'; readonly text: string; readonly url: string }
  | { readonly kind: 'problem'; readonly problem: TwimlProblem };

const xmlTypes = ['text/xml', 'application/xml', 'text/html'];

/** Reads an answer: XML as TwiML, plain text as words for the customer, anything else as an error. */
export function readAnswer(answer: WebhookAnswer): ReadAnswer {
  if (answer.problem) return { kind: 'problem', problem: answer.problem };
  const type = answer.contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (answer.statusCode === 204) return { kind: 'verbs', verbs: [], url: answer.url };
  if (type === '') return problem(11200, 'HTTP retrieval failure: the answer has no Content-Type.');
  if (type === 'text/plain') return { kind: 'text', text: answer.body, url: answer.url };
  if (!xmlTypes.includes(type)) return problem(12300, `Invalid Content-Type: ${type}`);
  const document = parseTwiml(answer.body);
  return document.ok
    ? { kind: 'verbs', verbs: document.verbs, url: answer.url }
    : { kind: 'problem', problem: document.problem };
}

function problem(code: number, message: string): ReadAnswer {
  return { kind: 'problem', problem: { code, message } };
}
