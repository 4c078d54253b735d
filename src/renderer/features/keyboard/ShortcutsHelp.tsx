import { Kbd, Modal, Table } from '@mantine/core';
import { commandIds, commands, keyWords } from '../../../shared/commands';
import { useDesk, useUi } from '../../store/desk-context';

/** All the keys. */
export function ShortcutsHelp() {
  const { ui } = useDesk();
  const opened = useUi((state) => state.drawer === 'shortcuts');
  return (
    <Modal opened={opened} onClose={() => ui.setState({ drawer: 'none' })} title="Keyboard shortcuts" centered>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {commandIds.map((id) => (
            <Table.Tr key={id}>
              <Table.Td>{commands[id].label}</Table.Td>
              <Table.Td ta="end">
                <Kbd>{keyWords(commands[id].key)}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
