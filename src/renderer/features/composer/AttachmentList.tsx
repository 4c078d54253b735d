import { ActionIcon } from '@mantine/core';
import { IconFile, IconLink, IconX } from '@tabler/icons-react';
import { sizeWords } from '../../../shared/attachment-rules';
import type { Attachment } from '../../../shared/contract/composer-contract';
import { visibleControls } from '../../../shared/visible-controls';
import { howToShow } from '../thread/media-kind';
import classes from './Attachments.module.css';

/** What goes with the text, each with the way to leave it out. */
export function AttachmentList(props: {
  readonly attachments: readonly Attachment[];
  readonly onRemove: (attachment: Attachment) => void;
}) {
  if (props.attachments.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Attachments">
      {props.attachments.map((attachment) => {
        const name = attachmentName(attachment);
        return (
          <li key={attachment.kind === 'file' ? attachment.file : attachment.url} className={classes.item}>
            <Thumb attachment={attachment} />
            <span className={classes.name} title={name}>
              <bdi>{name}</bdi>
            </span>
            {attachment.kind === 'file' && <span className={classes.size}>{sizeWords(attachment.bytes)}</span>}
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={`Remove ${name}`}
              onClick={() => props.onRemove(attachment)}
            >
              <IconX size={14} stroke={2} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}

/** What people call an attachment. */
export function attachmentName(attachment: Attachment): string {
  return visibleControls(attachment.kind === 'file' ? attachment.name : attachment.url);
}

function Thumb({ attachment }: { readonly attachment: Attachment }) {
  if (attachment.kind === 'link') return <IconLink size={16} stroke={1.75} aria-hidden />;
  if (howToShow(attachment.contentType) !== 'image') return <IconFile size={16} stroke={1.75} aria-hidden />;
  return <img className={classes.thumb} src={`switchboard-media://${attachment.file}`} alt="" />;
}
