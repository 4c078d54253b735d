import { Kbd, Modal, Table } from '@mantine/core';
import { useDesk, useUi } from '../../store/desk-context';
import { shortcuts } from './shortcuts';

/** All the keys. */
export function ShortcutsHelp() {
  const { ui } = useDesk();
  const opened = useUi((state) => state.drawer === 'shortcuts');
  return (
    <Modal opened={opened} onClose={() => ui.setState({ drawer: 'none' })} title="Keyboard shortcuts" centered>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {shortcuts.map(({ key, does }) => (
            <Table.Tr key={key}>
              <Table.Td>{does}</Table.Td>
              <Table.Td ta="end">
                <Kbd>{key}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
