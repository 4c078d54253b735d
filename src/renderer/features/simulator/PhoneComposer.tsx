import { ActionIcon, Button, FileButton, Menu, Textarea } from '@mantine/core';
import { IconFile, IconPackage, IconPhotoPlus, IconSend2, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { samplePicture } from '../../../shared/sample-picture';
import type { PhoneView, SimulatorRequestInput, TextChannel } from '../../../shared/simulator-contract';
import classes from './PhoneComposer.module.css';
import { readFile } from './read-file';
import { useAct } from './simulator-context';

type File = SimulatorRequestInput<'phone.text'>['media'][number];

/** Where a person types on their phone, with the words that carriers act on. */
export function PhoneComposer(props: {
  readonly phone: PhoneView;
  readonly channel: TextChannel;
  readonly takesFocus: boolean;
}) {
  const { phone, channel } = props;
  const act = useAct();
  const [body, setBody] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const send = async (text: string, media: readonly File[]) => {
    const sent = await act('phone.text', { phone_id: phone.phone_id, channel, body: text, media: [...media] });
    return sent !== undefined;
  };
  const sendTyped = async () => {
    if (body.trim() === '' && files.length === 0) return;
    setBody('');
    setFiles([]);
    if (await send(body, files)) return;
    // Nothing that was typed is lost; what was typed meanwhile comes after it.
    setBody((since) => body + since);
    setFiles((since) => [...files, ...since]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void sendTyped();
  };
  return (
    <footer className={classes.composer}>
      {files.map((file, index) => (
        <span key={index} className={classes.file}>
          <bdi className="oneLine">{file.name}</bdi>
          <ActionIcon
            size="xs"
            variant="subtle"
            aria-label={`Take ${file.name} away`}
            onClick={() => setFiles(files.filter((other) => other !== file))}
          >
            <IconX size={12} aria-hidden />
          </ActionIcon>
        </span>
      ))}
      <div className={classes.line}>
        <AttachMenu name={phone.name} onFile={(file) => setFiles((before) => [...before, file].slice(-10))} />
        <Textarea
          className={classes.text}
          aria-label={`Message from ${phone.name}`}
          placeholder={`Text us as ${phone.name}…`}
          value={body}
          onChange={({ currentTarget }) => setBody(currentTarget.value)}
          onKeyDown={onKeyDown}
          autosize
          minRows={1}
          maxRows={4}
          radius="lg"
          maxLength={10_000}
          data-autofocus={props.takesFocus || undefined}
          ref={(element) => {
            if (element && props.takesFocus && document.activeElement === document.body) element.focus();
          }}
        />
        <ActionIcon
          size="lg"
          radius="xl"
          aria-label={`Send as ${phone.name}`}
          disabled={body.trim() === '' && files.length === 0}
          onClick={() => void sendTyped()}
        >
          <IconSend2 size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.words}>
        <Keyword word="STOP" phone={phone} onSend={() => void send('STOP', [])} />
        <Keyword word="START" phone={phone} onSend={() => void send('START', [])} />
      </div>
    </footer>
  );
}

function Keyword(props: { readonly word: string; readonly phone: PhoneView; readonly onSend: () => void }) {
  return (
    <Button
      size="compact-xs"
      variant="light"
      color="gray"
      radius="xl"
      aria-label={`Send ${props.word} as ${props.phone.name}`}
      onClick={props.onSend}
    >
      {props.word}
    </Button>
  );
}

function AttachMenu({ name, onFile }: { readonly name: string; readonly onFile: (file: File) => void }) {
  return (
    <FileButton onChange={(chosen) => void (chosen && readFile(chosen).then(onFile))}>
      {({ onClick }) => (
        <Menu position="top-start" shadow="md">
          <Menu.Target>
            <ActionIcon variant="subtle" size="lg" radius="xl" aria-label={`Add a picture or file for ${name}`}>
              <IconPhotoPlus size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPackage size={16} aria-hidden />} onClick={() => onFile(samplePicture)}>
              A picture of a damaged parcel
            </Menu.Item>
            <Menu.Item leftSection={<IconFile size={16} aria-hidden />} onClick={onClick}>
              A file from this computer…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </FileButton>
  );
}
