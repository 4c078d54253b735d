import type { Thread } from '../../shared/domain';
import type { Clock } from '../app/clock';
import type { Now } from '../store/store';
import { decideReply, type ReplyDecision } from './decide-reply';
import type { DeskSettings } from './desk-settings';
import type { Answerable } from './reply-message';

/** A message that may be answered, with what the rules cannot find in the store. */
export interface Asked extends Answerable {
  /** Whether it is in the thread already: then it is the newest of its texts. */
  readonly isStored: boolean;
  /** Twilio's own reading of a keyword, which wins over the text. */
  readonly optOutType?: string | undefined;
  /** The thread as it is to become, where that is not what the store has. */
  readonly thread?: Thread | undefined;
}

/** Tells what is to become of a message, by what the store holds now: the same for a text, a call and a hand-back. */
export type ReplyRules = (now: Now, asked: Asked, settings: DeskSettings) => ReplyDecision;

export interface ReplyRulesParts {
  readonly clock: Clock;
  readonly ownAddresses: () => ReadonlySet<string>;
  /** Automatic replies of the desk within the last hour. */
  readonly deskReplies: () => number;
}

export function createReplyRules({ clock, ownAddresses, deskReplies }: ReplyRulesParts): ReplyRules {
  return (now, { address, contact_id, thread, ...asked }, settings) =>
    decideReply({
      ...asked,
      address,
      thread: thread ?? now.get('threads', contact_id),
      entry: now.get('addresses', address),
      contact: now.get('contacts', contact_id),
      ownAddresses: ownAddresses(),
      settings,
      deskReplies: deskReplies(),
      now: clock.now(),
    });
}
