import { ActionIcon, Button } from '@mantine/core';
import { IconBolt, IconCheck, IconSend, IconTemplate } from '@tabler/icons-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type DragEvent } from 'react';
import type { Attachment } from '../../../shared/contract/composer-contract';
import { MAX_BODY, MAX_TEXT } from '../../../shared/message-limit';
import { showAddress } from '../../../shared/phone-address';
import { effectiveMode } from '../../../shared/views';
import { addressOfSession } from '../../store/desk-state';
import { useDesk, useDeskState } from '../../store/desk-context';
import type { ReplyDraft } from '../../store/reply-drafts';
import { arrivedSince, newestOf } from './arrived-since';
import { AttachmentList } from './AttachmentList';
import { AttachMenu } from './AttachMenu';
import { BlockedBanner } from './BlockedBanner';
import { CallPanel } from './CallPanel';
import { fillCanned, leftVariables } from './canned-values';
import type { WritingProps } from './Composer';
import classes from './Composer.module.css';
import { CountWords } from './CountWords';
import { DraftStrip } from './DraftStrip';
import { EncodingHint } from './EncodingHint';
import { EnterHint } from './EnterHint';
import { fileProblems } from './file-problems';
import { FromPicker } from './FromPicker';
import { NewMessageGuard } from './NewMessageGuard';
import { SendMenu } from './SendMenu';
import type { SenderOption } from './sender-options';
import { TemplatePanel } from './TemplatePanel';
import { ToPicker } from './ToPicker';
import { useAttach } from './use-attach';
import { useReplyDraft } from './use-reply-draft';
import { useRoute } from './use-route';
import { useSegments } from './use-segments';
import { useSend, type Outgoing } from './use-send';
import { useTyping } from './use-typing';
import { useWhatsAppWindow } from './use-whatsapp-window';
import { WritingStrip } from './WritingStrip';
import { VariableGuard } from './VariableGuard';
import { WindowLine } from './WindowLine';
import { WritingBox } from './WritingBox';

type ReplyExtras = Pick<Extract<Outgoing, { kind: 'reply' }>, 'sendAt' | 'then'>;

/** Where an answer to the customer is written. */
export function ReplyComposer({ row, thread, box, toggle, onManage, refocus }: WritingProps) {
  const { contactId, messages } = thread;
  const { drafts, ui } = useDesk();
  const newest = newestOf(messages);
  const { draft: reply, change } = useReplyDraft(contactId);
  const choose = useCallback(
    (patch: Partial<Pick<ReplyDraft, 'from' | 'to'>>) => change(patch, newest),
    [change, newest],
  );
  const route = useRoute(row, thread, reply, choose);
  const { sender, to } = route;
  const defaultMode = useDeskState(({ facts }) => facts?.ai.defaultMode ?? 'off');
  const noteTyping = useTyping(contactId, row.thread.mode?.value ?? defaultMode);
  const { send, sending } = useSend(contactId);
  const [reviewing, setReviewing] = useState(false);
  // What goes on as it stands, if the operator says so, with variables that nobody filled in; only while nothing else about it changes.
  const [held, setHeld] = useState<{ readonly what: string; readonly goOn: () => void } | null>(null);
  const [inserted, setInserted] = useState(0);
  const sendButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // A draft that is taken as it is only needs to be sent.
    if (inserted > 0) sendButton.current?.focus();
  }, [inserted]);
  const { text, attachments } = reply;
  const write = (next: string) => {
    if (next !== '') noteTyping();
    change({ text: next }, newest);
  };
  const current = useRef(attachments);
  useLayoutEffect(() => {
    current.current = attachments;
  });
  const setAttachments = useCallback(
    (next: readonly Attachment[]) => change({ attachments: next }, newest),
    [change, newest],
  );
  const attach = useAttach(() => current.current, setAttachments);

  const carriesTexts = sender?.can.text === true;
  const count = useSegments(text, carriesTexts && sender.type === 'sms');
  const tooLong = text.trim().length > MAX_TEXT;
  const isSpeakable = text.trim() !== '' && text.trim().length <= MAX_BODY;
  const hasText = text.trim() !== '';
  const blocked = carriesTexts ? sender.blocked : null;
  const whatsApp = useWhatsAppWindow(row, thread, sender, to);
  const [wantsTemplate, setWantsTemplate] = useState(false);
  const isTemplate = blocked === null && whatsApp !== null && (wantsTemplate || whatsApp.kind === 'closed');
  const customerName = row.contact.name ?? row.contact.profileName ?? '';
  const problems = fileProblems(attachments, sender, route.filesProblem, hasText);
  const canSend =
    carriesTexts &&
    !isTemplate &&
    blocked === null &&
    (hasText || attachments.length > 0) &&
    !tooLong &&
    problems.length === 0 &&
    !sending;
  const arrived = arrivedSince(messages, reply.seen);
  // Once it is in the box it need not be read twice; emptied, the box gives it back.
  const soFar = useDeskState(({ writings }) => writings.get(contactId) ?? null);
  const mode = useDeskState(({ facts }) =>
    facts ? effectiveMode(row.thread, { aiEnabled: facts.ai.enabled, defaultMode: facts.ai.defaultMode }) : 'off',
  );
  const draft = messages.find(({ _id }) => _id === row.thread.draft_id);

  const carryOut = (outgoing: Outgoing) => {
    void send(outgoing).then((sent) => {
      if (!sent) return;
      // While it was being taken one may have written on, or gone to another conversation.
      if (outgoing.kind === 'reply' && outgoing.template) setWantsTemplate(false);
      else if (outgoing.kind === 'reply') drafts.sent(contactId, { text, attachments });
      else if (outgoing.content !== '') drafts.sent(contactId, { text, attachments: [] });
      setReviewing(false);
      setHeld(null);
      refocus();
    });
  };
  const left = leftVariables(text, route.operatorName);
  const what = JSON.stringify([text, sender?.key, to, attachments]);
  const holdIfLeft = (goOn: () => void) => {
    if (left === null) goOn();
    else setHeld({ what, goOn });
  };
  const submit = (extras: ReplyExtras = {}, from: SenderOption | null = sender) => {
    if (!from || to === null) return;
    if (arrived.length > 0 && !reviewing) {
      setReviewing(true);
      return;
    }
    const content = text.trim();
    holdIfLeft(() =>
      carryOut({ kind: 'reply', content, sender: from, to, attachments, draftId: reply.draftId, ...extras }),
    );
  };
  const submitIfAble = (extras?: ReplyExtras) => canSend && submit(extras);
  const call = (how: 'spoken' | 'bridged', operatorPhone?: string) => {
    if (!sender || to === null) return;
    if (how === 'bridged') carryOut({ kind: 'call', how, content: '', sender, to, operatorPhone });
    else holdIfLeft(() => carryOut({ kind: 'call', how, content: text.trim(), sender, to }));
  };
  const insert = (toEdit: boolean) => {
    if (!draft) return;
    const words = hasText && text.trim() !== draft.content ? `${text.trimEnd()}\n${draft.content}` : draft.content;
    noteTyping();
    change({ text: words, draftId: draft._id, seen: newest }, newest);
    setReviewing(false);
    if (toEdit) box.current?.focus();
    else setInserted((count) => count + 1);
    ui.setState({ announcement: 'The draft is in the text box' });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    attach.take([...event.dataTransfer.files]);
  };

  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions -- a file is chosen by a button as well
    <div
      className={classes.reply}
      role="group"
      aria-label="Write a reply"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {blocked && sender && <BlockedBanner block={blocked} type={sender.type} />}
      {draft && !isTemplate && !(hasText && reply.draftId === draft._id) && (
        <DraftStrip
          draft={draft}
          contactId={contactId}
          address={addressOfSession(thread, draft.session_id)}
          soFar={soFar}
          onInsert={() => insert(false)}
          onEdit={() => insert(true)}
        />
      )}
      {soFar !== null && !draft && !isTemplate && mode === 'draft' && <WritingStrip soFar={soFar} />}
      {reviewing && arrived.length > 0 && (
        <NewMessageGuard
          arrived={arrived}
          onSend={() => submitIfAble()}
          onWriteOn={() => {
            change({ seen: newest }, newest);
            setReviewing(false);
            box.current?.focus();
          }}
        />
      )}
      {left !== null && held?.what === what && (
        <VariableGuard
          problem={left}
          onSend={held.goOn}
          onWriteOn={() => {
            setHeld(null);
            box.current?.focus();
          }}
        />
      )}
      <div className={`${classes.bar ?? ''} ${classes.route ?? ''}`}>
        {toggle}
        <FromPicker options={route.options} chosen={sender} usual={route.usual} onPick={route.pick} />
        {whatsApp?.kind === 'open' && blocked === null && <WindowLine leftMs={whatsApp.leftMs} />}
        {route.addresses.length > 1 && <ToPicker addresses={route.addresses} chosen={to} onPick={route.pickTo} />}
      </div>
      {sender && !carriesTexts && (
        <CallPanel
          key={sender.key}
          sender={sender}
          instead={route.instead}
          hasText={isSpeakable}
          busy={sending}
          operatorPhone={route.operatorPhone}
          onSpeak={() => call('spoken')}
          onBridge={(phone) => call('bridged', phone)}
          onInstead={() => {
            if (route.instead) route.pick(route.instead.key);
            box.current?.focus();
          }}
          onSendAnyway={() => submit()}
        />
      )}
      {isTemplate && sender && to !== null ? (
        <TemplatePanel
          key={`${sender.key} ${to}`}
          window={whatsApp}
          customerName={customerName}
          busy={sending}
          onSend={(template, content) =>
            carryOut({ kind: 'reply', content, sender, to, attachments: [], draftId: null, template })
          }
          onBack={whatsApp.kind === 'open' ? () => setWantsTemplate(false) : undefined}
        />
      ) : (
        <>
          <WritingBox
            box={box}
            label="Reply"
            placeholder={
              blocked
                ? 'You cannot write here'
                : carriesTexts
                  ? 'Write a reply…'
                  : 'Write what is to be said on the phone…'
            }
            text={text}
            disabled={blocked !== null}
            tooLong={tooLong}
            fill={(canned) =>
              fillCanned(canned, {
                name: customerName,
                our_number: sender ? showAddress(sender.address) : '',
                operator: route.operatorName,
              })
            }
            onChange={write}
            onSubmit={(key) => submitIfAble(key === 'send-done' ? { then: { state: 'done', until: null } } : {})}
            onFiles={attach.take}
            onManage={() => onManage('')}
          />
          <div className={classes.line}>
            {sender && !carriesTexts ? (
              <span className={classes.via}>Enter sends nothing from this number: choose above how to go on</span>
            ) : (
              <EnterHint />
            )}
            <CountWords text={text} count={count} />
          </div>
          <EncodingHint count={count} text={text} box={box} onChange={write} />
          <AttachmentList attachments={attachments} onRemove={attach.remove} />
          {problems.length > 0 && (
            <ul className={classes.problems} role="alert">
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
          <div className={classes.bar}>
            <AttachMenu disabled={blocked !== null || !carriesTexts} onChoose={attach.choose} onLink={attach.link} />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={hasText ? 'Save as canned reply' : 'Canned replies'}
              title={hasText ? 'Save this as a canned reply' : 'Canned replies (/)'}
              onClick={() => onManage(text.trim())}
            >
              <IconBolt size={18} stroke={1.75} />
            </ActionIcon>
            {whatsApp && blocked === null && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label="Choose a WhatsApp template"
                title="Choose a WhatsApp template"
                onClick={() => setWantsTemplate(true)}
              >
                <IconTemplate size={18} stroke={1.75} />
              </ActionIcon>
            )}
            <Button
              className={classes.first ?? ''}
              size="xs"
              variant="default"
              leftSection={<IconCheck size={14} stroke={2} />}
              disabled={!canSend}
              onClick={() => submitIfAble({ then: { state: 'done', until: null } })}
            >
              Send & Done
            </Button>
            <Button.Group className={classes.send ?? ''}>
              <Button
                ref={sendButton}
                size="xs"
                leftSection={<IconSend size={14} stroke={2} />}
                disabled={!canSend}
                loading={sending}
                onClick={() => submitIfAble()}
              >
                Send
              </Button>
              <SendMenu
                disabled={!canSend}
                hasText={isSpeakable}
                ways={{
                  sendDone: () => submitIfAble({ then: { state: 'done', until: null } }),
                  sendSnooze: (until) => submitIfAble({ then: { state: 'snoozed', until } }),
                  schedule: (sendAt) => submitIfAble({ sendAt }),
                  ...(carriesTexts && sender.can.call ? { speak: () => call('spoken') } : {}),
                  ...(carriesTexts && sender.can.call && route.operatorPhone !== ''
                    ? { bridge: () => call('bridged') }
                    : {}),
                }}
              />
            </Button.Group>
          </div>
        </>
      )}
    </div>
  );
}
