import { useCallback, useRef, useState } from 'react';
import { problemOf } from '../../ipc/ask';
import { useDesk } from '../../store/desk-context';
import { showProblem } from '../../store/use-command';
import type { ReplyRoute } from './reply-routes';

/** What the operator wants to have sent or noted. */
export interface Outgoing {
  readonly kind: 'reply' | 'note';
  readonly content: string;
  readonly route: ReplyRoute | null;
  /** The AI's draft that this came of; null when it was written by hand. */
  readonly draftId: string | null;
  readonly andDone: boolean;
}

/**
 * Gives the function that sends. The same text to the same address keeps its id until it was taken, so that pressing
 * again after a failure never sends it twice.
 */
export function useSend(contactId: string): {
  readonly send: (outgoing: Outgoing) => Promise<boolean>;
  readonly sending: boolean;
} {
  const { ask, newMessageId } = useDesk();
  const [sending, setSending] = useState(false);
  const attempt = useRef<{ readonly what: string; readonly id: string } | null>(null);
  const send = useCallback(
    async ({ kind, content, route, draftId, andDone }: Outgoing) => {
      const what = JSON.stringify([kind, content, route?.key]);
      if (attempt.current?.what !== what) attempt.current = { what, id: newMessageId() };
      const message_id = attempt.current.id;
      setSending(true);
      try {
        if (kind === 'note') await ask('note.add', { message_id, contact_id: contactId, content });
        else if (route) {
          const { address, channelId: channel_id } = route;
          await ask('message.send', {
            message_id,
            contact_id: contactId,
            address,
            channel_id,
            content,
            draft_id: draftId,
          });
        }
        attempt.current = null;
        if (andDone) await ask('thread.state', { contact_id: contactId, state: 'done', until: null });
        return true;
      } catch (thrown) {
        showProblem(problemOf(thrown));
        return attempt.current === null;
      } finally {
        setSending(false);
      }
    },
    [ask, contactId, newMessageId],
  );
  return { send, sending };
}
