import { Skeleton } from '@mantine/core';
import type { CountryCode } from 'libphonenumber-js/min';
import type { FoundMessage, FoundPerson } from '../../../shared/contract/search-contract';
import { showAddress } from '../../../shared/phone-address';
import type { Matcher } from '../../../shared/search/matcher';
import { ChannelIcon, channelWord } from '../../components/ChannelIcon';
import { nameOf } from '../../components/person';
import { PersonAvatar } from '../../components/PersonAvatar';
import { fullTime, shortTime } from '../../components/time-words';
import { Marked } from './Marked';
import classes from './SearchPane.module.css';

/** What a found row is drawn with. */
interface Drawn {
  readonly matcher: Matcher;
  readonly home: CountryCode | undefined;
}

/** Somebody who was found: name, number, tags, and what in the notes fits. */
export function PersonFound({ person, matcher, home }: Drawn & { readonly person: FoundPerson }) {
  const { contact, address, tags, note } = person;
  const name = nameOf(contact, home);
  const number = address === null ? '' : showAddress(address, home);
  return (
    <>
      <PersonAvatar contact={contact} />
      <div className={classes.words}>
        <bdi className={`${classes.name ?? ''} oneLine`}>
          <Marked text={name} matcher={matcher} />
        </bdi>
        <span className={`${classes.under ?? ''} oneLine`} dir="auto">
          {number !== name && <Marked text={number} matcher={matcher} />}
          {tags.map((tag) => (
            <span key={tag} className={classes.tag}>
              <Marked text={tag} matcher={matcher} />
            </span>
          ))}
          {note !== null && (
            <span className={classes.note}>
              <Marked text={note} matcher={matcher} />
            </span>
          )}
        </span>
      </div>
    </>
  );
}

const writerWords = { contact: null, operator: 'Team', ai: 'AI', note: 'Note', event: 'Event' } as const;

/** A message that was found; undefined while its words are on their way, null when it is gone. */
export function MessageFound(props: Drawn & { readonly found: FoundMessage | null | undefined; readonly now: number }) {
  const { found, matcher } = props;
  if (found === undefined) {
    return (
      <div className={classes.words}>
        <Skeleton height={10} width="40%" />
        <Skeleton height={10} mt={12} />
      </div>
    );
  }
  if (found === null) return <div className={`${classes.words ?? ''} dim`}>This message is not there any more.</div>;
  const { contact, writer, message, excerpt } = found;
  const word = writerWords[writer];
  return (
    <div className={classes.words}>
      <div className={classes.line}>
        <ChannelIcon type={message.communication_type} />
        <span className="visuallyHidden">{channelWord(message.communication_type)}, </span>
        <bdi className={`${classes.name ?? ''} oneLine`}>{nameOf(contact, props.home)}</bdi>
        <time className={classes.time} dateTime={message.createdAt} title={fullTime(message.createdAt)}>
          {shortTime(message.createdAt, props.now)}
        </time>
      </div>
      <p className={classes.excerpt} dir="auto">
        {word !== null && <span className={classes.writer}>{word}: </span>}
        <Marked text={excerpt} matcher={matcher} />
      </p>
    </div>
  );
}
