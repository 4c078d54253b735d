import { Textarea } from '@mantine/core';
import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ChangeEvent,
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { CannedReply } from '../../../shared/domain';
import { useStable } from '../../components/use-stable';
import { useDesk, useUi } from '../../store/desk-context';
import { CannedList, optionId } from './CannedList';
import { actOnList, findTrigger, matchCanned, putCanned } from './canned-trigger';
import classes from './Composer.module.css';

/** How a text is sent by a key. */
export type SendKey = 'send' | 'send-done';

/** A box that grows with its text measures it whenever it is drawn, so it is drawn for its own sake only. */
const GrowingBox = memo(Textarea);

/** The box in which a reply or a note is written: `/` offers canned replies in it. */
export function WritingBox(props: {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly disabled: boolean;
  readonly tooLong: boolean;
  /** Gives a canned reply with its variables filled in. */
  readonly fill: (canned: string) => string;
  readonly onChange: (text: string) => void;
  readonly onSubmit: (key: SendKey) => void;
  /** Files that were pasted; absent where none can be taken. */
  readonly onFiles?: (files: readonly File[]) => void;
  readonly onManage: () => void;
}) {
  const { box, text, disabled, onChange } = props;
  const { ask, ui } = useDesk();
  const enterSends = useUi((state) => state.enterSends);
  const listId = useId();
  const [replies, setReplies] = useState<readonly CannedReply[]>([]);
  const [caret, setCaret] = useState(-1);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const wantedCaret = useRef<number | null>(null);
  const found = caret < 0 ? null : findTrigger(text, caret);
  const trigger = found && found.start !== dismissed ? found : null;
  const isOpen = trigger !== null;
  useEffect(() => {
    // Without an answer the list says that there are none, and the text can be written all the same.
    if (isOpen) ask('canned.list', {}).then(setReplies, () => undefined);
  }, [ask, isOpen]);
  useLayoutEffect(() => {
    if (wantedCaret.current === null) return;
    box.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = null;
  }, [box, text]);
  const wantsCanned = useUi((state) => state.wantsCanned);
  useEffect(() => {
    if (!wantsCanned) return;
    ui.setState({ wantsCanned: false });
    if (disabled) return;
    const asking = text === '' || /\s$/u.test(text) ? `${text}/` : `${text} /`;
    wantedCaret.current = asking.length;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it answers a key that was pressed outside of the box
    setDismissed(null);
    setCaret(asking.length);
    onChange(asking);
  }, [disabled, onChange, text, ui, wantsCanned]);
  const matches = trigger ? matchCanned(replies, trigger.query) : [];
  const chosen = matches[Math.min(active, matches.length - 1)];

  const pick = (reply: CannedReply) => {
    if (!trigger) return;
    const next = putCanned(text, trigger, props.fill(reply.text));
    wantedCaret.current = next.caret;
    setCaret(-1);
    onChange(next.text);
    box.current?.focus();
  };
  const onListKey = (event: KeyboardEvent): boolean => {
    const act = trigger && actOnList(event, chosen !== undefined);
    if (!trigger || act === null) return false;
    if (act === 'close') setDismissed(trigger.start);
    else if (act === 'next') setActive((at) => (Math.min(at, matches.length - 1) + 1) % matches.length);
    else if (act === 'previous')
      setActive((at) => (Math.min(at, matches.length) + matches.length - 1) % matches.length);
    else if (act === 'pick' && chosen) pick(chosen);
    event.preventDefault();
    return true;
  };
  const leave = () => {
    // In the messages the keys of the list work, and the arrows scroll.
    const log = box.current?.closest('main')?.querySelector<HTMLElement>('[role="log"]');
    if (log) log.focus({ preventScroll: true });
    else box.current?.blur();
  };
  const onKeyDown = useStable((event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || onListKey(event)) return;
    if (event.key === 'Escape') leave();
    if (event.key !== 'Enter') return;
    const modified = event.ctrlKey || event.metaKey;
    if (!modified && (!enterSends || event.shiftKey)) return;
    event.preventDefault();
    props.onSubmit(modified && event.shiftKey ? 'send-done' : 'send');
  });
  const onPaste = useStable((event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // A text that was copied from an office program comes with a picture of itself.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain') || !props.onFiles) return;
    event.preventDefault();
    props.onFiles(files);
  });
  const onWrite = useStable((event: ChangeEvent<HTMLTextAreaElement>) => {
    const { value, selectionStart } = event.currentTarget;
    setCaret(selectionStart);
    setActive(0);
    if (dismissed !== null && findTrigger(value, selectionStart) === null) setDismissed(null);
    onChange(value);
  });
  const look = useStable(() => setCaret(box.current?.selectionStart ?? -1));
  const stopLooking = useStable(() => setCaret(-1));

  return (
    <div className={classes.writing}>
      {isOpen && (
        <CannedList
          id={listId}
          matches={matches}
          chosen={chosen ?? null}
          hasAny={replies.length > 0}
          onPoint={(reply) => setActive(matches.indexOf(reply))}
          onPick={pick}
          onManage={props.onManage}
        />
      )}
      <GrowingBox
        ref={box}
        className={classes.text ?? ''}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && chosen ? optionId(listId, chosen) : undefined}
        placeholder={props.placeholder}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
        value={text}
        disabled={disabled}
        error={props.tooLong}
        onChange={onWrite}
        onSelect={look}
        onBlur={stopLooking}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
    </div>
  );
}
