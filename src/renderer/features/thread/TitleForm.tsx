import { Button, Group, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { MAX_TITLE } from '../../../shared/contract/sessions-contract';

/** Asks for another title of a session. */
export function TitleForm({ title, onDone }: { readonly title: string; readonly onDone: (title: string) => void }) {
  const [text, setText] = useState(title);
  const trimmed = text.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (trimmed !== '') onDone(trimmed);
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Title"
        value={text}
        maxLength={MAX_TITLE}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button type="submit" disabled={trimmed === ''}>
          Rename
        </Button>
      </Group>
    </form>
  );
}
