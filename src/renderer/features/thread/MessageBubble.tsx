import { IconCloudDownload, IconNote, IconSparkles } from '@tabler/icons-react';
import { memo } from 'react';
import type { Message } from '../../../shared/domain';
import { OutsideText } from '../../components/OutsideText';
import { fullTime, timeOfDay } from '../../components/time-words';
import { showAddress } from '../../../shared/phone-address';
import { visibleControls } from '../../../shared/visible-controls';
import { TeachButton } from '../knowledge/TeachButton';
import { DecisionCard } from './DecisionCard';
import { MediaBlock } from './MediaBlock';
import { MessageState } from './MessageState';
import { senderWord } from './message-words';
import classes from './MessageBubble.module.css';

/** One message: the customer's on the left, ours on the right, a note across. */
export const MessageBubble = memo(function MessageBubble(props: {
  readonly message: Message;
  readonly person: string;
  readonly address: string;
  readonly contactId: string;
  readonly follows: boolean;
}) {
  const { message, person, follows } = props;
  if (message.kind === 'event') return <EventLine message={message} />;
  const side = message.kind === 'note' ? 'note' : message.sender === 'contact' ? 'theirs' : 'ours';
  const who = message.kind === 'note' ? 'Note' : senderWord(message, person);
  return (
    <article
      className={classes.message}
      data-side={side}
      data-ai={message.sender === 'ai' || undefined}
      data-follows={follows || undefined}
      aria-label={`${who}, ${timeOfDay(message.createdAt)}`}
    >
      {!follows && (
        <div className={classes.who}>
          {message.kind === 'note' ? (
            <>
              <IconNote size={14} stroke={1.75} aria-hidden /> Note, for the team only
            </>
          ) : message.sender === 'ai' ? (
            <>
              <IconSparkles size={14} stroke={1.75} aria-hidden /> AI
            </>
          ) : (
            <bdi>{who}</bdi>
          )}
        </div>
      )}
      <div className={classes.bubble}>
        {message.content !== '' && <OutsideText text={message.content} />}
        {message.media?.map((item) => (
          <MediaBlock key={item.index} item={item} address={props.address} messageId={message._id} />
        ))}
      </div>
      <div className={classes.foot}>
        {message.metadata.recovered && (
          <span className={classes.hint}>
            <IconCloudDownload size={12} stroke={1.75} aria-hidden /> Arrived while offline
          </span>
        )}
        {side === 'ours' && message.metadata.messagingServiceSid !== undefined && (
          <span className={classes.hint}>
            from <bdi>{showAddress(message.metadata.fromNumber)}</bdi>
          </span>
        )}
        {message.metadata.simulated && <span className={classes.hint}>Written in from the console</span>}
        <time dateTime={message.createdAt} title={fullTime(message.createdAt)}>
          {timeOfDay(message.createdAt)}
        </time>
        {side === 'ours' && <MessageState message={message} address={props.address} contactId={props.contactId} />}
        {message.metadata.fromDraft === 'edited' && (
          <TeachButton message={message} address={props.address} contactId={props.contactId} />
        )}
        <DecisionCard message={message}>
          {message.sender === 'ai' && (
            <TeachButton message={message} address={props.address} contactId={props.contactId} />
          )}
        </DecisionCard>
      </div>
    </article>
  );
});

function EventLine({ message }: { readonly message: Message }) {
  return (
    <p className={classes.event}>
      <span className="outside">{visibleControls(message.content)}</span>{' '}
      <time dateTime={message.createdAt} title={fullTime(message.createdAt)}>
        {timeOfDay(message.createdAt)}
      </time>
    </p>
  );
}
