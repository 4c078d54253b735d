import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconCheck, IconNote, IconSend } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Row } from '../../../shared/ipc-contract';
import { MAX_BODY } from '../../../shared/message-limit';
import { showAddress } from '../../../shared/phone-address';
import { channelWord } from '../../components/ChannelIcon';
import { addressOfSession, type ThreadOnScreen } from '../../store/desk-state';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import { BlockedBanner } from './BlockedBanner';
import classes from './Composer.module.css';
import { CountWords } from './CountWords';
import { DraftStrip } from './DraftStrip';
import { replyRoutes, type ReplyRoute } from './reply-routes';
import { useHalfWritten } from './use-half-written';
import { useSend } from './use-send';

/** Where an answer or a note is written. */
export function Composer({ row, thread }: { readonly row: Row; readonly thread: ThreadOnScreen }) {
  const { ui } = useDesk();
  const contactId = thread.contactId;
  const composing = useUi((state) => state.composing);
  const enterSends = useUi((state) => state.enterSends);
  const wishes = useUi((state) => state.wishesToWrite);
  const channels = useDeskState((state) => state.facts?.channels);
  const [reply, writeReply] = useHalfWritten(contactId, 'reply');
  const [note, writeNote] = useHalfWritten(contactId, 'note');
  const [routeKey, setRouteKey] = useState<string | null>(null);
  const [draftId, setDraftId] = useState<string | null>(null);
  const frame = useRef<HTMLElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const routes = useMemo(
    () => replyRoutes(row.thread, thread.sessions, thread.addresses, channels ?? new Map()),
    [channels, row.thread, thread.addresses, thread.sessions],
  );
  const route = routes.find(({ key }) => key === routeKey) ?? routes[0] ?? null;
  const isNote = composing === 'note';
  const [text, write] = isNote ? [note, writeNote] : [reply, writeReply];
  const tooLong = !isNote && text.trim().length > MAX_BODY;
  const blocked = !isNote && route?.blocked !== null;
  const { send, sending } = useSend(contactId);
  const draft = thread.messages.find(({ _id }) => _id === row.thread.draft_id);

  const firstWish = useRef(wishes);
  useEffect(() => {
    if (wishes !== firstWish.current) box.current?.focus();
  }, [wishes]);

  const canSend = text.trim() !== '' && !tooLong && !blocked && !sending;
  const submit = (andDone: boolean) => {
    if (!canSend) return;
    void send({ kind: composing, content: text.trim(), route, draftId, andDone }).then((sent) => {
      if (!sent) return;
      write('');
      setDraftId(null);
      // Whoever has gone on to something else is left there.
      if (frame.current?.contains(document.activeElement)) box.current?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') box.current?.blur();
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const modified = event.ctrlKey || event.metaKey;
    if (!modified && (!enterSends || event.shiftKey)) return;
    event.preventDefault();
    submit(modified && event.shiftKey);
  };

  return (
    <section ref={frame} className={classes.composer} aria-label="Composer" data-note={isNote || undefined}>
      {!isNote && route?.blocked && <BlockedBanner block={route.blocked} type={route.type} />}
      {draft && (
        <DraftStrip
          draft={draft}
          contactId={contactId}
          address={addressOfSession(thread, draft.session_id)}
          onInsert={() => {
            ui.setState((state) => ({ composing: 'reply', wishesToWrite: state.wishesToWrite + 1 }));
            writeReply(draft.content);
            setDraftId(draft._id);
          }}
        />
      )}
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          withItemsBorders={false}
          aria-label="What is written"
          value={composing}
          onChange={(value) => ui.setState({ composing: value })}
          data={[
            { value: 'reply', label: 'Reply' },
            { value: 'note', label: 'Note' },
          ]}
        />
        {isNote ? (
          <span className={classes.via}>Only the team sees notes</span>
        ) : (
          <FromPicker routes={routes} route={route} onPick={setRouteKey} />
        )}
        {!isNote && <CountWords text={text} asSms={route?.type === 'sms'} />}
      </div>
      <Textarea
        ref={box}
        className={classes.text ?? ''}
        aria-label={isNote ? 'Note' : 'Reply'}
        placeholder={isNote ? 'Write a note for the team…' : blocked ? 'You cannot write here' : 'Write a reply…'}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
        value={text}
        disabled={blocked}
        error={tooLong}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.bar}>
        <button
          type="button"
          className={classes.keyHint}
          onClick={() => ui.setState({ enterSends: !enterSends })}
          title="Change what Enter does"
        >
          {enterSends ? 'Enter sends, Shift+Enter: new line' : 'Ctrl/⌘+Enter sends, Enter: new line'}
        </button>
        <Button
          className={classes.send ?? ''}
          size="xs"
          variant="default"
          leftSection={<IconCheck size={14} stroke={2} />}
          disabled={!canSend}
          onClick={() => submit(true)}
        >
          {isNote ? 'Add & Done' : 'Send & Done'}
        </Button>
        <Button
          className={classes.send ?? ''}
          size="xs"
          leftSection={isNote ? <IconNote size={14} stroke={2} /> : <IconSend size={14} stroke={2} />}
          disabled={!canSend}
          loading={sending}
          onClick={() => submit(false)}
        >
          {isNote ? 'Add note' : 'Send'}
        </Button>
      </div>
    </section>
  );
}

function FromPicker(props: {
  readonly routes: readonly ReplyRoute[];
  readonly route: ReplyRoute | null;
  readonly onPick: (key: string | null) => void;
}) {
  const { routes, route, onPick } = props;
  if (!route) return <span className={classes.via}>There is no number to write from yet</span>;
  if (routes.length === 1) {
    return <span className={classes.via}>{routeWords(route, false)}</span>;
  }
  const severalAddresses = new Set(routes.map(({ address }) => address)).size > 1;
  return (
    <Select
      className={classes.picker ?? ''}
      size="xs"
      aria-label="From"
      allowDeselect={false}
      value={route.key}
      onChange={onPick}
      data={routes.map((other) => ({ value: other.key, label: routeWords(other, severalAddresses) }))}
    />
  );
}

function routeWords({ from, type, address }: ReplyRoute, withAddress: boolean): string {
  const words = `From ${showAddress(from)} · ${channelWord(type)}`;
  return withAddress ? `${words} to ${showAddress(address)}` : words;
}
