import { Kbd, Modal, Table } from '@mantine/core';
import { commandIds, commands, keyOf, keyWords } from '../../../shared/commands';
import { useDesk, useUi } from '../../store/desk-context';

const keys = commandIds.flatMap((id) => {
  const key = keyOf(id);
  return key === null ? [] : [{ id, key }];
});

/** All the keys. */
export function ShortcutsHelp() {
  const { ui } = useDesk();
  const opened = useUi((state) => state.drawer === 'shortcuts');
  return (
    <Modal opened={opened} onClose={() => ui.setState({ drawer: 'none' })} title="Keyboard shortcuts" centered>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {keys.map(({ id, key }) => (
            <Table.Tr key={id}>
              <Table.Td>{commands[id].label}</Table.Td>
              <Table.Td ta="end">
                <Kbd>{keyWords(key)}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
