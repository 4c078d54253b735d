import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { SessionRow } from '../../../shared/contract/sessions-contract';

/** Asks for another title of a session. */
export function RenameSession(props: {
  readonly row: SessionRow | null;
  readonly onCancel: () => void;
  readonly onRename: (row: SessionRow, title: string) => void;
}) {
  const { row, onCancel, onRename } = props;
  return (
    <Modal
      opened={row !== null}
      onClose={onCancel}
      title="Rename session"
      closeButtonProps={{ 'aria-label': 'Close without renaming' }}
      centered
    >
      {row && <TitleForm row={row} onRename={onRename} />}
    </Modal>
  );
}

function TitleForm(props: { readonly row: SessionRow; readonly onRename: (row: SessionRow, title: string) => void }) {
  const { row, onRename } = props;
  const [text, setText] = useState(row.session.title);
  const title = text.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (title !== '') onRename(row, title);
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Title"
        value={text}
        maxLength={200}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button type="submit" disabled={title === ''}>
          Rename
        </Button>
      </Group>
    </form>
  );
}
