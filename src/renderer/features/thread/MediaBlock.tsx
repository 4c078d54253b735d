import { Button, Loader } from '@mantine/core';
import { IconDownload, IconFileAlert, IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { MediaItem } from '../../../shared/domain';
import { mediaWords } from '../../../shared/preview';
import { visibleControls } from '../../../shared/visible-controls';
import { formatNumber } from '../../components/formats';
import { useCommand } from '../../store/use-command';
import { howToShow } from './media-kind';
import classes from './MediaBlock.module.css';

/** A picture, a sound or a film of a message in its place; anything else is offered for saving, never opened. */
export function MediaBlock(props: { readonly item: MediaItem; readonly address: string; readonly messageId: string }) {
  const { item, address, messageId } = props;
  const command = useCommand();
  const [broken, setBroken] = useState(false);
  const word = mediaWords([item.contentType]);
  if (item.problem !== null) {
    return (
      <p className={classes.problem}>
        <IconFileAlert size={16} stroke={1.75} aria-hidden />
        <span>
          {word} could not be fetched: {item.problem}
        </span>
      </p>
    );
  }
  if (item.file === null && item.url !== undefined) {
    const { url } = item;
    return (
      <button type="button" className={classes.link} onClick={() => void command('link.open', { url })}>
        <IconLink size={16} stroke={1.75} aria-hidden />
        <span>
          {word}: <bdi>{visibleControls(url)}</bdi>
        </span>
      </button>
    );
  }
  if (item.file === null) {
    return (
      <p className={classes.problem}>
        <Loader size={14} /> Fetching {word.toLowerCase()}…
      </p>
    );
  }
  const src = `switchboard-media://${item.file}`;
  const save = () => void command('media.save', { address, message_id: messageId, index: item.index });
  const how = broken ? 'save' : howToShow(item.contentType);
  const failed = () => setBroken(true);
  return (
    <div className={classes.media}>
      {how === 'image' && (
        <img className={classes.picture} src={src} alt={`${word} from the conversation`} onError={failed} />
      )}
      {how === 'audio' && (
        // eslint-disable-next-line jsx-a11y-x/media-has-caption -- what people send has no captions to give
        <audio className={classes.sound} src={src} controls preload="metadata" aria-label={word} onError={failed} />
      )}
      {how === 'video' && (
        // eslint-disable-next-line jsx-a11y-x/media-has-caption -- what people send has no captions to give
        <video className={classes.picture} src={src} controls preload="metadata" aria-label={word} onError={failed} />
      )}
      <Button
        size="compact-xs"
        variant={how === 'save' ? 'light' : 'subtle'}
        leftSection={<IconDownload size={14} stroke={1.75} />}
        onClick={save}
      >
        {how === 'save' ? `Save ${item.contentType}${sizeWords(item.bytes)}` : 'Save'}
      </Button>
    </div>
  );
}

function sizeWords(bytes: number | null): string {
  if (bytes === null) return '';
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte';
  const amount = bytes / (unit === 'kilobyte' ? 1000 : 1_000_000);
  return ` (${formatNumber(amount, { style: 'unit', unit, maximumFractionDigits: 1 })})`;
}
