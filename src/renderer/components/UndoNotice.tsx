import { Button, Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';

/** What was done, with the way back, which can be taken once: the inside of a notice. */
export function UndoNotice(props: { readonly children: ReactNode; readonly onUndo: () => void }) {
  const [taken, setTaken] = useState(false);
  const undo = () => {
    setTaken(true);
    props.onUndo();
  };
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Text size="sm" className="outside">
        {props.children}
      </Text>
      <Button size="compact-sm" variant="light" flex="none" disabled={taken} onClick={undo}>
        Undo
      </Button>
    </Group>
  );
}
