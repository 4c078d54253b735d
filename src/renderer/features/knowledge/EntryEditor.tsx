import { Modal } from '@mantine/core';
import { useDesk, useUi } from '../../store/desk-context';
import { EntryForm } from './EntryForm';

/** The editor of one entry, over whatever is on screen, as long as one is edited. */
export function EntryEditor() {
  const { ui } = useDesk();
  const start = useUi((state) => state.editingEntry);
  const close = () => ui.setState({ editingEntry: null });
  return (
    <Modal
      opened={start !== null}
      onClose={close}
      title={start?.entry ? 'Change an entry' : 'New entry'}
      size={640}
      centered
    >
      {start && <EntryForm start={start} onClose={close} />}
    </Modal>
  );
}
