import { ActionIcon, Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { IconFile, IconLink, IconPaperclip } from '@tabler/icons-react';
import { memo, useState, type SyntheticEvent } from 'react';

/** The ways to attach something that is not at hand: a file of this computer, or a link to one. */
export const AttachMenu = memo(function AttachMenu(props: {
  readonly disabled: boolean;
  readonly onChoose: () => void;
  readonly onLink: (url: string) => void;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu position="top-start" shadow="md" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="Attach" title="Attach a file" disabled={props.disabled}>
            <IconPaperclip size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFile size={16} stroke={1.75} />} onClick={props.onChoose}>
            File from this computer…
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} stroke={1.75} />} onClick={() => setAsking(true)}>
            By its address…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Attach by address" centered>
        <LinkForm
          onDone={(url) => {
            setAsking(false);
            props.onLink(url);
          }}
        />
      </Modal>
    </>
  );
});

function LinkForm({ onDone }: { readonly onDone: (url: string) => void }) {
  const [text, setText] = useState('');
  const url = readAddress(text);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (url !== null) onDone(url);
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Address of the file"
        description="Twilio fetches it from there, so it must be open to everybody."
        placeholder="https://example.com/price-list.pdf"
        data-autofocus
        value={text}
        error={text !== '' && url === null ? 'Give a whole address that begins with https://' : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button type="submit" disabled={url === null}>
          Attach
        </Button>
      </Group>
    </form>
  );
}

function readAddress(text: string): string | null {
  try {
    const url = new URL(text.trim());
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
