import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What was done, with the way back: the inside of a notice. */
export function UndoNotice(props: { readonly children: ReactNode; readonly onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Text size="sm" className="outside">
        {props.children}
      </Text>
      <Button size="compact-sm" variant="light" flex="none" onClick={props.onUndo}>
        Undo
      </Button>
    </Group>
  );
}
