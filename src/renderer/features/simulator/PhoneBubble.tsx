import { IconFile } from '@tabler/icons-react';
import { memo } from 'react';
import type { MessageView } from '../../../shared/simulator-contract';
import { timeOfDay } from '../../components/time-words';
import { visibleControls } from '../../../shared/visible-controls';
import classes from './PhoneBubble.module.css';
import { PhonePicture } from './PhonePicture';
import { useModel } from './simulator-context';

/** One message on a phone: the person's own on the right. */
export const PhoneBubble = memo(function PhoneBubble({ message }: { readonly message: MessageView }) {
  const mine = message.direction === 'inbound';
  const who = mine ? 'Me' : 'Them';
  return (
    <article
      className={classes.message}
      data-side={mine ? 'mine' : 'theirs'}
      aria-label={`${who}, ${timeOfDay(message.at)}`}
    >
      <div className={classes.bubble} dir="auto">
        {message.media.map((media, index) =>
          media.size !== null && media.contentType.startsWith('image/') ? (
            <PhonePicture key={index} sid={message.sid} index={index} />
          ) : (
            <span key={index} className={classes.file}>
              <IconFile size={16} stroke={1.75} aria-hidden /> {visibleControls(media.contentType)}
            </span>
          ),
        )}
        {message.body !== '' && <span className={classes.text}>{visibleControls(message.body)}</span>}
      </div>
      <div className={classes.foot}>
        <time dateTime={message.at}>{timeOfDay(message.at)}</time>
        {mine && <Reached sid={message.sid} />}
      </div>
    </article>
  );
});

/** Whether the console took the message. */
function Reached({ sid }: { readonly sid: string }) {
  const words = useModel((model) => {
    const request = model.requests.findLast(({ about, params }) => about === 'text' && params.MessageSid === sid);
    if (!request) return '';
    if (request.state === 'waiting') return 'Waiting for the console…';
    if (request.state === 'failed') return 'The console was not reached';
    return request.problem ? 'The console answered with an error' : 'The console has it';
  });
  return words === '' ? null : <span>{words}</span>;
}
