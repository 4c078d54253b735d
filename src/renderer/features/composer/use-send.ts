import { useCallback, useRef, useState } from 'react';
import type { Attachment, AttachmentRef } from '../../../shared/contract/composer-contract';
import type { Message } from '../../../shared/domain';
import type { FilledTemplate } from '../../../shared/template';
import { problemOf } from '../../ipc/ask';
import { useDesk } from '../../store/desk-context';
import type { ReplyDraft } from '../../store/reply-drafts';
import { restOf, tellState } from '../../store/change-state';
import { showProblem, useCommand } from '../../store/use-command';
import { offerLesson } from '../knowledge/offer-lesson';
import type { SenderOption } from './sender-options';

/** What the operator wants to have sent, noted or said. */
export type Outgoing =
  | { readonly kind: 'note'; readonly content: string; readonly andDone: boolean }
  | {
      readonly kind: 'reply';
      readonly content: string;
      readonly sender: SenderOption;
      readonly to: string;
      readonly attachments: readonly Attachment[];
      /** The AI's draft that this came of; null when it was written by hand. */
      readonly draftId: string | null;
      /** A WhatsApp template, whose text is `content`. */
      readonly template?: FilledTemplate | undefined;
      readonly sendAt?: Date | undefined;
      readonly then?: { readonly state: 'done' | 'snoozed'; readonly until: Date | null } | undefined;
    }
  | {
      readonly kind: 'call';
      readonly how: 'spoken' | 'bridged';
      readonly content: string;
      readonly sender: SenderOption;
      readonly to: string;
      readonly operatorPhone?: string | undefined;
    };

/**
 * Gives the function that sends. The same text to the same address keeps its id until it was taken, so that pressing
 * again after a failure never sends it twice; that of a reply even after a restart, since it stays with what is written.
 */
export function useSend(contactId: string): {
  readonly send: (outgoing: Outgoing) => Promise<boolean>;
  readonly sending: boolean;
} {
  const { ask, drafts, newMessageId, state, ui } = useDesk();
  const command = useCommand();
  const [sending, setSending] = useState(false);
  const attempt = useRef<ReplyDraft['attempt']>(drafts.read(contactId).attempt);
  const send = useCallback(
    async (outgoing: Outgoing) => {
      const what = JSON.stringify(outgoing.kind === 'reply' ? replyOf(outgoing) : outgoing);
      if (attempt.current?.what !== what) attempt.current = { what, id: newMessageId() };
      if (outgoing.kind === 'reply') drafts.tried(contactId, attempt.current);
      const ids = { message_id: attempt.current.id, contact_id: contactId };
      const before = restOf({ state }, contactId);
      const edited = outgoing.kind === 'reply' && isEditedDraft(state.getState().thread?.messages, outgoing);
      setSending(true);
      try {
        switch (outgoing.kind) {
          case 'note':
            await ask('note.add', { ...ids, content: outgoing.content });
            break;
          case 'reply':
            await ask('message.send', { ...ids, ...replyOf(outgoing) });
            break;
          case 'call': {
            const { how, content, sender, to, operatorPhone } = outgoing;
            const phone = operatorPhone === undefined ? {} : { operatorPhone };
            await ask('call.place', { ...ids, address: to, from: sender.address, how, content, ...phone });
            break;
          }
        }
        attempt.current = null;
        if (edited) offerLesson({ ui }, command, { ...ids, address: outgoing.to });
        const isDone = outgoing.kind === 'note' && outgoing.andDone;
        if (isDone) await ask('thread.state', { contact_id: contactId, state: 'done', until: null });
        const then = isDone ? 'done' : outgoing.kind === 'reply' ? outgoing.then?.state : undefined;
        if (then && before) tellState({ state, ui }, command, contactId, then, before);
        return true;
      } catch (thrown) {
        showProblem(problemOf(thrown));
        return attempt.current === null;
      } finally {
        setSending(false);
      }
    },
    [ask, command, contactId, drafts, newMessageId, state, ui],
  );
  return { send, sending };
}

function replyOf(outgoing: Extract<Outgoing, { kind: 'reply' }>) {
  const { content, sender, to, attachments, draftId, template, sendAt, then } = outgoing;
  const from = { type: sender.type, address: sender.address };
  return {
    address: to,
    channel_id: sender.channel_id,
    ...(sender.channel_id === null ? { from } : {}),
    ...(sender.service ? { service_sid: sender.service.sid } : {}),
    content,
    draft_id: draftId,
    ...(attachments.length > 0 ? { attachments: attachments.map(refOf) } : {}),
    ...(template ? { template } : {}),
    ...(sendAt ? { sendAt: sendAt.toISOString() } : {}),
    ...(then ? { then: { state: then.state, until: then.until?.toISOString() ?? null } } : {}),
  };
}

/** Whether a text came of the AI's draft and says something else. */
function isEditedDraft(
  messages: readonly Message[] | undefined,
  { draftId, content, template }: Extract<Outgoing, { kind: 'reply' }>,
): boolean {
  const draft = draftId === null ? undefined : messages?.find(({ _id }) => _id === draftId);
  return draft !== undefined && template === undefined && draft.content.trim() !== content.trim();
}

function refOf(attachment: Attachment): AttachmentRef {
  return attachment.kind === 'file'
    ? { kind: 'file', file: attachment.file, name: attachment.name }
    : { kind: 'link', url: attachment.url };
}
