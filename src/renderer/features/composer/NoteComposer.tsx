import { Button } from '@mantine/core';
import { IconCheck, IconNote } from '@tabler/icons-react';
import type { WritingProps } from './Composer';
import classes from './Composer.module.css';
import { EnterHint } from './EnterHint';
import { useHalfWrittenNote } from './use-half-written';
import { useSend } from './use-send';
import { WritingBox } from './WritingBox';

/** Where a note for the team is written; it goes nowhere. */
export function NoteComposer({ thread, box, toggle, onManage, refocus }: WritingProps) {
  const [text, write, added] = useHalfWrittenNote(thread.contactId);
  const { send, sending } = useSend(thread.contactId);
  const canAdd = text.trim() !== '' && !sending;
  const submit = (andDone: boolean) => {
    if (!canAdd) return;
    void send({ kind: 'note', content: text.trim(), andDone }).then((done) => {
      if (!done) return;
      added(text);
      refocus();
    });
  };
  return (
    <>
      <div className={classes.bar}>
        {toggle}
        <span className={classes.via}>Only the team sees notes</span>
      </div>
      <WritingBox
        box={box}
        label="Note"
        placeholder="Write a note for the team…"
        text={text}
        disabled={false}
        tooLong={false}
        fill={(canned) => canned}
        onChange={write}
        onSubmit={(key) => submit(key === 'send-done')}
        onManage={() => onManage('')}
      />
      <div className={classes.line}>
        <EnterHint does="adds the note" />
      </div>
      <div className={classes.bar}>
        <Button
          className={classes.first ?? ''}
          size="xs"
          variant="default"
          leftSection={<IconCheck size={14} stroke={2} />}
          disabled={!canAdd}
          onClick={() => submit(true)}
        >
          Add & Done
        </Button>
        <Button
          className={classes.send ?? ''}
          size="xs"
          leftSection={<IconNote size={14} stroke={2} />}
          disabled={!canAdd}
          loading={sending}
          onClick={() => submit(false)}
        >
          Add note
        </Button>
      </div>
    </>
  );
}
