import { Textarea } from '@mantine/core';
import { memo, useEffect, useEffectEvent, useRef, useState } from 'react';
import { MAX_NOTES } from '../../../shared/contract/contacts-contract';
import { useCommand } from '../../store/use-command';
import classes from './ContextPane.module.css';

/** How long after the last keystroke notes are stored, in milliseconds. */
const PAUSE_MS = 600;

/**
 * What the team wrote down about a person. It is stored by itself, and when the operator goes elsewhere. A box that grows
 * with its text measures it whenever it is drawn, so it is drawn for its own sake only.
 */
export const ContactNotes = memo(function ContactNotes(props: { readonly contactId: string; readonly notes: string }) {
  const command = useCommand();
  const [text, setText] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const newest = useRef<string | null>(null);
  const save = () => {
    const notes = newest.current;
    if (notes === null) return;
    newest.current = null;
    void command('contact.edit', { contact_id: props.contactId, notes }).then((done) => {
      if (done === undefined) {
        // It stays in the box and is tried again with the next keystroke, or on leaving.
        newest.current ??= notes;
        return;
      }
      setSaved(true);
      if (newest.current === null) setText(null);
    });
  };
  const saveNow = useEffectEvent(save);
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => saveNow(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => () => saveNow(), []);
  return (
    <>
      <Textarea
        size="xs"
        aria-label="Notes about this person"
        placeholder="What the team should know about them…"
        autosize
        minRows={2}
        maxRows={10}
        maxLength={MAX_NOTES}
        dir="auto"
        value={text ?? props.notes}
        onChange={(event) => {
          newest.current = event.currentTarget.value;
          setSaved(false);
          setText(event.currentTarget.value);
        }}
        onBlur={save}
      />
      {/* Only what has been saved is said aloud, not that somebody writes. */}
      <p className={classes.hint}>
        {text === null && !saved && 'Only the team sees notes'}
        {text !== null && 'Saving…'}
        <span role="status">{text === null && saved ? 'Saved' : ''}</span>
      </p>
    </>
  );
});
