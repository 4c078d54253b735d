import { Button, Menu, type MenuProps } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** What a page writes into a file, in one of several formats. */
export function ExportMenu<F extends string>(props: {
  readonly formats: readonly { readonly format: F; readonly label: string }[];
  readonly position?: NonNullable<MenuProps['position']>;
  readonly disabled: boolean;
  readonly onExport: (format: F) => void;
}) {
  const { formats, position = 'bottom-end', disabled, onExport } = props;
  return (
    <Menu position={position} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          leftSection={<IconDownload size={14} stroke={1.75} />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ format, label }) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
