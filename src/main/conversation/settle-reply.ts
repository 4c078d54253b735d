import type { Change } from '../../shared/changes';
import type { Mode } from '../../shared/domain';
import type { NewId } from '../app/clock';
import type { Conversation, Decision, Now } from '../store/store';
import { EMPTY_TWIML, renderReply } from '../webhook/render-twiml';
import { checkOwnership } from './check-ownership';
import type { DeskSettings } from './desk-settings';
import {
  addMessage,
  DRAFT_REASON,
  callFor,
  explain,
  flag,
  isCalled,
  replyMessage,
  type Answerable,
} from './reply-message';
import type { ReportLinks } from './report-links';
import { noLongerUnanswered } from './take-up-unanswered';
import type { Written } from './write-reply';

export interface Settling {
  readonly to: Answerable;
  readonly mode: Extract<Mode, 'auto' | 'draft'>;
  readonly written: Written;
  readonly settings: DeskSettings;
  /** ISO 8601. */
  readonly at: string;
  readonly newId: NewId;
  readonly reports: ReportLinks;
}

export interface Settled {
  /** What the message's webhook is answered (or was already). */
  readonly twiml: string;
  /** What was said to the customer, if anything. */
  readonly said: string | null;
}

/**
 * Decides, on the newest state, what becomes of a written reply: sent with the webhook's answer, sent by REST
 * when that answer is already out, kept as a draft when the AI no longer has the word, or nothing. Being one
 * decision, it is never both TwiML and REST, and never twice.
 */
export function settleReply(now: Now, conversation: Conversation, settling: Settling): Decision<Settled> {
  const { written, at } = settling;
  // As it stands now: its session may have been merged into another one meanwhile, and so may its contact.
  const message = conversation.message(settling.to.message._id) ?? settling.to.message;
  const contact_id = now.get('addresses', settling.to.address)?.contact_id ?? settling.to.contact_id;
  const to = { ...settling.to, contact_id, message };
  const given = message.answer;
  const answer = (twiml: string): Change[] => (given === undefined ? [answered(to, twiml)] : []);
  const silent: Settled = { twiml: given ?? EMPTY_TWIML, said: null };
  const ownership = checkOwnership(now, conversation, to, settling.settings, settling.mode);

  if (ownership.kind === 'gone') return { changes: [], result: silent };
  if (ownership.kind === 'superseded') return { changes: answer(EMPTY_TWIML), result: silent };
  if (written.kind === 'failed') {
    const isAnswered = ownership.kind === 'lost' && !ownership.needsHuman;
    return {
      changes: [...answer(EMPTY_TWIML), ...(isAnswered ? [] : [flag(to.contact_id, written.reason, at)])],
      result: silent,
    };
  }
  const { reply } = written;
  const explanation = explain(written.provider, reply, written.durationMs);
  const id = settling.newId();
  if (ownership.kind === 'lost') {
    return {
      changes: [
        ...replaceDraft(now, to, id),
        ...answer(EMPTY_TWIML),
        ...(ownership.needsHuman && !isCalled(now, to.contact_id) ? [flag(to.contact_id, ownership.reason, at)] : []),
      ],
      result: silent,
    };
  }
  if (settling.mode === 'draft') {
    // That it arrived while the console was offline says more than that there is a draft.
    const isSaid = message.metadata.recovered === true && isCalled(now, to.contact_id);
    return {
      changes: [
        ...replaceDraft(now, to, id),
        ...answer(EMPTY_TWIML),
        ...(isSaid ? [] : [flag(to.contact_id, DRAFT_REASON, at)]),
      ],
      result: silent,
    };
  }
  const twiml = renderReply(reply.text, settling.reports.message(id));
  const status = given === undefined ? 'sent' : 'queued';
  const settled = noLongerUnanswered(now, conversation, to);
  return {
    changes: [
      ...withoutDraft(now, to),
      addMessage(to, replyMessage(to, reply.text, { id, status, at, explanation })),
      ...answer(twiml),
      ...settled,
      ...callFor(to.contact_id, reply, at, isCalled(now, to.contact_id) && settled.length === 0),
    ],
    result: { twiml: given ?? twiml, said: reply.text },
  };

  function replaceDraft(state: Now, of: Answerable, draftId: string): Change[] {
    const draft = replyMessage(of, reply.text, { id: draftId, status: 'draft', at, explanation });
    return [...withoutDraft(state, of), addMessage(of, draft)];
  }

  /** What is written or sent now takes the place of the draft before. */
  function withoutDraft(state: Now, { address, contact_id }: Answerable): Change[] {
    const old = state.get('threads', contact_id)?.draft_id;
    return old && conversation.message(old) ? [{ type: 'draft.discarded', address, contact_id, message_id: old }] : [];
  }
}

/** Records what a message's webhook is answered. */
export function answered(to: Answerable, twiml: string): Change {
  return {
    type: 'message.answered',
    address: to.address,
    message_id: to.message._id,
    twiml,
  };
}
