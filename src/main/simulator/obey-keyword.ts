import { optOutKind } from '../../shared/opt-out';
import { deliverMessage } from './deliver-message';
import type { MessageRecord } from './message-log';
import type { Parts } from './parts';

/** Twilio's own answers to STOP, START and HELP: https://help.twilio.com/articles/223134027 */
const keywordReplies = {
  stop: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  start:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  help: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
} as const;

/** Blocks, lifts the block, or helps, and tells the customer so, before the console hears of it. */
export function obeyKeyword(parts: Parts, { from, to, body }: MessageRecord, optOutType: string | undefined): void {
  const kind = optOutKind(body, optOutType);
  if (kind === null) return;
  const wasBlocked = parts.optOuts.isBlocked(from, to);
  if (kind === 'stop') parts.optOuts.block(from, to);
  if (kind === 'start') parts.optOuts.lift(from, to);
  const changesNothing = (kind === 'stop' && wasBlocked) || (kind === 'start' && !wasBlocked);
  if (changesNothing) return;
  const answer = parts.messages.add({
    direction: 'outbound-reply',
    from: to,
    to: from,
    body: keywordReplies[kind],
    status: 'queued',
    numSegments: 1,
  });
  deliverMessage(parts, answer, { callbacks: [] });
}
