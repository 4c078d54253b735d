import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Row } from '../../../shared/ipc-contract';
import { useDesk, useUi } from '../../store/desk-context';
import type { ThreadOnScreen } from '../../store/desk-state';
import { CannedDialog } from './CannedDialog';
import classes from './Composer.module.css';
import { NoteComposer } from './NoteComposer';
import { ReplyComposer } from './ReplyComposer';

/** What both ways of writing need. */
export interface WritingProps {
  readonly row: Row;
  readonly thread: ThreadOnScreen;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  /** The choice between reply and note. */
  readonly toggle: React.ReactNode;
  /** Shows the canned replies, beginning a new one with a text. */
  readonly onManage: (begin: string) => void;
  /** Puts the focus back into the text box, unless the operator has gone on to something else. */
  readonly refocus: () => void;
}

/** Where an answer or a note is written. */
export function Composer({ row, thread }: { readonly row: Row; readonly thread: ThreadOnScreen }) {
  const { ui } = useDesk();
  const composing = useUi((state) => state.composing);
  const wishes = useUi((state) => state.wishesToWrite);
  const [canned, setCanned] = useState<string | null>(null);
  const frame = useRef<HTMLElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const isNote = composing === 'note';

  const firstWish = useRef(wishes);
  useEffect(() => {
    if (wishes !== firstWish.current) box.current?.focus();
  }, [wishes]);

  const Writing = isNote ? NoteComposer : ReplyComposer;
  return (
    <section ref={frame} className={classes.composer} aria-label="Composer" data-note={isNote || undefined}>
      <Writing
        row={row}
        thread={thread}
        box={box}
        onManage={setCanned}
        refocus={() => {
          if (frame.current?.contains(document.activeElement)) box.current?.focus();
        }}
        toggle={
          <SegmentedControl
            className={classes.toggle ?? ''}
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
        }
      />
      <CannedDialog begin={canned} onClose={() => setCanned(null)} />
    </section>
  );
}
