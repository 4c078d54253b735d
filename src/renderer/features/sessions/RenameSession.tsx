import { Modal } from '@mantine/core';
import type { SessionRow } from '../../../shared/contract/sessions-contract';
import { TitleForm } from '../thread/TitleForm';

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
      {row && <TitleForm title={row.session.title} onDone={(title) => onRename(row, title)} />}
    </Modal>
  );
}
