import { ActionIcon, Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type SyntheticEvent } from 'react';
import { cannedVariables } from '../../../shared/canned-variables';
import type { CannedReply } from '../../../shared/domain';
import { MAX_BODY } from '../../../shared/message-limit';
import { visibleControls } from '../../../shared/visible-controls';
import { UndoNotice } from '../../components/UndoNotice';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './CannedDialog.module.css';
import { unknownVariables } from './canned-values';

/** How long the way back from a deletion stands on screen. */
const SHOWN_MS = 15_000;

/** What is being edited: a new reply, perhaps with a text to begin with, or one that there is. */
type Editing = Pick<CannedReply, 'shortcut' | 'text'> & { readonly reply_id: string | null };

/** The team's canned replies: seen, added, changed, deleted. */
export function CannedDialog(props: {
  /** Null: closed. A text: a new reply is begun with it. */
  readonly begin: string | null;
  readonly onClose: () => void;
}) {
  return (
    <Modal opened={props.begin !== null} onClose={props.onClose} title="Canned replies" size="lg" centered>
      <CannedEditor begin={props.begin ?? ''} />
    </Modal>
  );
}

function CannedEditor({ begin }: { readonly begin: string }) {
  const { ask } = useDesk();
  const command = useCommand();
  const [replies, setReplies] = useState<readonly CannedReply[] | null>(null);
  const [editing, setEditing] = useState<Editing>({ reply_id: null, shortcut: '', text: begin });
  const [saving, setSaving] = useState(false);
  const load = useCallback(() => {
    ask('canned.list', {}).then(setReplies, () => setReplies([]));
  }, [ask]);
  useEffect(load, [load]);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const shortcut = editing.shortcut.trim().replace(/^\/+/, '');
    setSaving(true);
    void command('canned.put', { ...editing, shortcut, text: editing.text.trim() }).then((done) => {
      setSaving(false);
      if (!done) return;
      setEditing({ reply_id: null, shortcut: '', text: '' });
      load();
    });
  };
  const remove = (reply: CannedReply) =>
    void command('canned.remove', { reply_id: reply._id }).then((done) => {
      if (done === undefined) return;
      load();
      offerBack(reply);
    });
  const offerBack = (reply: CannedReply, tries = 0) => {
    const { _id, shortcut, text } = reply;
    const id = `canned-${_id}-${tries}`;
    const undo = () => {
      notifications.hide(id);
      void command('canned.put', { reply_id: null, shortcut, text }).then((back) => {
        load();
        // The words are nowhere else any more.
        if (back === undefined) offerBack(reply, tries + 1);
      });
    };
    const words = `/${visibleControls(shortcut)} was deleted.`;
    notifications.show({ id, autoClose: SHOWN_MS, message: <UndoNotice onUndo={undo}>{words}</UndoNotice> });
  };
  const problem = shortcutProblem(editing.shortcut);
  const unknown = unknownVariables(editing.text);
  return (
    <>
      <form onSubmit={save} className={classes.form}>
        <TextInput
          label="Shortcut"
          description="What you type after / to find it"
          placeholder="hours"
          data-autofocus
          value={editing.shortcut}
          error={problem}
          onChange={(event) => setEditing({ ...editing, shortcut: event.currentTarget.value })}
        />
        <Textarea
          label="Text"
          description={cannedVariables.map(({ variable, means }) => `${variable}: ${means}`).join(' · ')}
          autosize
          minRows={3}
          maxRows={8}
          dir="auto"
          maxLength={MAX_BODY}
          value={editing.text}
          error={unknown}
          onChange={(event) => setEditing({ ...editing, text: event.currentTarget.value })}
        />
        <Group justify="flex-end" gap={8}>
          {editing.reply_id !== null && (
            <Button variant="default" onClick={() => setEditing({ reply_id: null, shortcut: '', text: '' })}>
              Cancel
            </Button>
          )}
          <Button
            type="submit"
            loading={saving}
            disabled={
              problem !== undefined || unknown !== null || editing.shortcut.trim() === '' || editing.text.trim() === ''
            }
          >
            {editing.reply_id === null ? 'Add' : 'Save'}
          </Button>
        </Group>
      </form>
      {replies?.length === 0 && (
        <p className={classes.none}>
          Texts that you send again and again stand here, to be found with / while writing.
        </p>
      )}
      <ul className={classes.list} aria-label="Canned replies of the team">
        {replies?.map((reply) => (
          <li key={reply._id} className={classes.item}>
            <span className={classes.shortcut}>/{visibleControls(reply.shortcut)}</span>
            <span className={classes.text} dir="auto">
              {visibleControls(reply.text)}
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Edit ${reply.shortcut}`}
              onClick={() => setEditing({ reply_id: reply._id, shortcut: reply.shortcut, text: reply.text })}
            >
              <IconPencil size={16} stroke={1.75} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Delete ${reply.shortcut}`}
              onClick={() => remove(reply)}
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </>
  );
}

function shortcutProblem(text: string): string | undefined {
  const shortcut = text.trim().replace(/^\/+/, '');
  if (/[\s/]/u.test(shortcut)) return 'One word, without spaces and /';
  return shortcut.length > 40 ? 'At most 40 characters' : undefined;
}
