import type { Change } from '../../shared/changes';
import type { Explanation } from '../../shared/domain';
import type { Provider } from '../ai/provider';
import type { Decision } from '../policy/decision';
import type { Conversation, Now } from '../store/store';
import { EMPTY_TWIML, renderReply } from '../webhook/render-twiml';
import { recordOf } from './carry-out';
import { composeForNow } from './compose-request';
import type { DeskSettings } from './desk-settings';
import type { Asked } from './read-facts';
import { addMessage, callFor, explain, isCalled, replyMessage } from './reply-message';
import { textOf, type SettleParts } from './settle-reply';
import { writtenFact } from './written-fact';
import { writeAtOnce, type Written, type WriteReplyParts } from './write-reply';

export interface AtOnceParts extends SettleParts {
  readonly provider: () => Provider;
  readonly holdsSecret: WriteReplyParts['holdsSecret'];
}

export interface Asking {
  readonly now: Now;
  readonly conversation: Conversation;
  readonly asked: Asked;
  readonly decision: Decision;
  readonly settings: DeskSettings;
  /** ISO 8601. */
  readonly at: string;
}

/** What is said to a message in the very write that keeps it. */
export interface AtOnce {
  readonly twiml: string;
  readonly said: string | null;
  /** What is decided, now that something is written. */
  readonly decision: Decision;
  /** Whether a provider has written already; else only the text of the hours is said. */
  readonly isWritten: boolean;
  readonly written: Written | null;
  readonly changes: readonly Change[];
}

/** Gives the reply of a provider that needs no time, or the team's text outside its hours; null where nothing is said at once. */
export function replyAtOnce(parts: AtOnceParts, asking: Asking): AtOnce | null {
  const { decision, settings } = asking;
  if (decision.tells === 'hours' && decision.kind !== 'answer') return sayHours(parts, asking);
  const isWanted = decision.kind === 'answer' || decision.would === 'answer';
  const isAwaited = asking.asked.message.metadata.simulated !== true;
  return isWanted && isAwaited && settings.delayMs === 0 ? writeNow(parts, asking) : null;
}

/** For a provider that needs no time there is nothing to break off. */
const NEVER = new AbortController().signal;

function writeNow(parts: AtOnceParts, asking: Asking): AtOnce | null {
  const { now, conversation, asked, settings, at } = asking;
  const provider = parts.provider();
  if (!provider.instantly) return null;
  const request = composeForNow({ ...asked, now, conversation, settings, signal: NEVER });
  const written = writeAtOnce(parts, provider, request, settings);
  if (written === null) return null;
  const { reply } = written;
  const begun = asking.decision.kind === 'answer' ? 'auto' : 'shadow';
  const decision =
    reply.handOff || begun === 'shadow'
      ? parts.rules(now, { ...asked, late: { begun, written: writtenFact(written) } }, settings)
      : asking.decision;
  const said = textOf(decision, written, settings);
  if (said === null) return { twiml: EMPTY_TWIML, said, decision, isWritten: true, written, changes: [] };
  const explanation = explain(provider, reply, 0);
  const { message, changes } = sayNow(parts, { ...asking, decision }, said, explanation);
  const isSeen = decision.calls !== null || isCalled(now, asked.contact_id);
  return {
    twiml: renderReply(said, parts.reports.message(message)),
    ...{ said, decision, isWritten: true, written },
    changes: [...changes, ...callFor(asked.contact_id, reply, at, isSeen)],
  };
}

function sayHours(parts: AtOnceParts, asking: Asking): AtOnce {
  const said = asking.settings.hoursReply;
  const { message, changes } = sayNow(parts, asking, said, {
    ...{
      provider: parts.provider().name,
      model: null,
      durationMs: 0,
      rule: 'outside-hours',
      knowledge: [],
      tokens: null,
    },
  });
  return {
    twiml: asking.asked.message.metadata.simulated ? EMPTY_TWIML : renderReply(said, parts.reports.message(message)),
    ...{ said, decision: asking.decision, isWritten: false, written: null, changes },
  };
}

/** What was written in from the console has no webhook that could be answered, so the reply goes by REST. */
function sayNow(
  parts: AtOnceParts,
  { asked, decision, at }: Asking,
  text: string,
  explanation: Explanation,
): { readonly message: string; readonly changes: readonly Change[] } {
  const id = parts.newId();
  const reply = replyMessage(asked, text, {
    ...{ id, at, explanation },
    status: asked.message.metadata.simulated ? 'queued' : 'sent',
    decision: recordOf(decision, at),
    ...(decision.tells === 'hours' ? { hours: true } : {}),
  });
  return { message: id, changes: [addMessage(asked, reply)] };
}
