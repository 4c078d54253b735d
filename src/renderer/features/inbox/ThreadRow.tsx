import {
  IconAlertCircle,
  IconArrowBackUp,
  IconCheck,
  IconChecks,
  IconClock,
  IconNote,
  IconSparkles,
  IconUser,
} from '@tabler/icons-react';
import { memo, type CSSProperties } from 'react';
import type { Preview } from '../../../shared/domain';
import type { Row } from '../../../shared/ipc-contract';
import { showAddress } from '../../../shared/phone-address';
import { channelWord } from '../../components/ChannelIcon';
import { nameOf } from '../../components/person';
import { PersonAvatar } from '../../components/PersonAvatar';
import { fullTime, shortTime } from '../../components/time-words';
import { useHome } from '../../components/use-home';
import { visibleControls } from '../../../shared/visible-controls';
import { useDeskState } from '../../store/desk-context';
import { ownerOf } from './owner-of';
import { badgeOf, chipsOf, hasSeveralNumbers } from './row-badge';
import classes from './ThreadRow.module.css';

/** One line of the list: a person, what was said last, and the one thing that cannot wait. */
export const ThreadRow = memo(function ThreadRow(props: {
  readonly row: Row;
  readonly now: number;
  readonly open: boolean;
  readonly cursor: boolean;
  readonly position: number;
  readonly total: number;
  readonly style: CSSProperties;
  readonly onOpen: (contactId: string) => void;
  readonly onMenu: (contactId: string, x: number, y: number) => void;
}) {
  const { thread, contact } = props.row;
  const channel = useDeskState(({ facts }) => facts?.channels.get(thread.replyTo?.channel_id ?? ''));
  const ours = useDeskState(({ facts }) => hasSeveralNumbers(facts?.channels ?? noChannels))
    ? channel?.address
    : undefined;
  const view = useDeskState(({ list }) => list.view);
  const aiEnabled = useDeskState(({ facts }) => facts?.ai.enabled ?? false);
  const defaultMode = useDeskState(({ facts }) => facts?.ai.defaultMode ?? 'off');
  const owner = ownerOf(thread, { aiEnabled, defaultMode });
  const badge = badgeOf(thread, props.now, {
    optedOut: props.row.optedOut === true,
    onWhatsApp: channel?.communication_type === 'whatsapp',
  });
  const [tag, ...moreTags] = thread.tags;
  const chips = chipsOf(thread, view);
  const home = useHome();
  const { last } = thread;
  return (
    // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events -- the list takes the keys: arrows, J, K and Enter
    <div
      id={rowId(contact._id)}
      role="option"
      tabIndex={-1}
      aria-selected={props.open}
      aria-posinset={props.position}
      aria-setsize={props.total}
      className={classes.row}
      style={props.style}
      data-open={props.open || undefined}
      data-cursor={props.cursor || undefined}
      data-unread={thread.unread > 0 || undefined}
      onClick={() => props.onOpen(contact._id)}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(contact._id, event.clientX, event.clientY);
      }}
    >
      <PersonAvatar contact={contact} channel={last?.communication_type} />
      <div className={classes.text}>
        <div className={classes.line}>
          <bdi className={classes.name}>{nameOf(contact, home)}</bdi>
          {contact.blocked && <span className={classes.chip}>Blocked</span>}
          {last && (
            <time className={classes.time} dateTime={last.at} title={fullTime(last.at)}>
              {shortTime(last.at, props.now)}
            </time>
          )}
        </div>
        <div className={classes.line}>
          {last && <Glyph last={last} />}
          <span className={classes.preview} dir="auto">
            {last ? visibleControls(last.text) : ''}
          </span>
          {thread.unread > 0 && (
            <span className={classes.unread}>
              {thread.unread}
              <span className="visuallyHidden"> unread</span>
            </span>
          )}
        </div>
        <div className={classes.line}>
          <span className={classes.ours}>
            <span>{ours ? showAddress(ours, home) : ''}</span>
          </span>
          {tag !== undefined && (
            <span className={classes.tag} title={thread.tags.map(visibleControls).join(', ')}>
              <span className="visuallyHidden">Tagged </span>
              <bdi className={classes.tagName}>{visibleControls(tag)}</bdi>
              {moreTags.length > 0 && ` +${moreTags.length}`}
            </span>
          )}
          {chips.map((chip) => (
            <span key={chip} className={classes.chip}>
              {chip}
            </span>
          ))}
          {badge ? (
            <span className={classes.badge} data-tone={badge.tone}>
              {badge.text}
            </span>
          ) : null}
          {(owner !== 'Nobody' || chips.length === 0) && (
            <span className={classes.owner} title={ownerTitles[owner]}>
              {owner === 'AI' && <IconSparkles size={12} stroke={1.75} aria-hidden />}
              {owner === 'You' && <IconUser size={12} stroke={1.75} aria-hidden />}
              {owner}
            </span>
          )}
        </div>
      </div>
    </div>
  );
});

const noChannels = new Map();

const ownerTitles = {
  AI: 'The AI answers here by itself',
  You: 'A person has taken this conversation',
  Nobody: 'Nobody has taken this conversation',
} as const;

/** Id of the element of a row, for `aria-activedescendant`. */
export function rowId(contactId: string): string {
  return `thread-${contactId}`;
}

/** Which way the last message went, and how far it came. */
function Glyph({ last }: { readonly last: Preview }) {
  const { Icon, word } = glyphOf(last);
  return (
    <span className={classes.glyph} data-bad={Icon === IconAlertCircle || undefined} title={word}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className="visuallyHidden">{word}: </span>
    </span>
  );
}

function glyphOf(last: Preview): { readonly Icon: typeof IconCheck; readonly word: string } {
  if (last.sender === 'contact')
    return { Icon: IconArrowBackUp, word: `${channelWord(last.communication_type)} from the customer` };
  if (last.sender === 'system') return { Icon: IconNote, word: 'Event' };
  if (last.text.startsWith('Note: ')) return { Icon: IconNote, word: 'Note' };
  const who = last.sender === 'ai' ? 'AI' : 'Team';
  switch (last.status) {
    case 'failed':
    case 'undelivered':
      return { Icon: IconAlertCircle, word: `${who}, not delivered` };
    case 'delivered':
    case 'read':
      return { Icon: last.sender === 'ai' ? IconSparkles : IconChecks, word: `${who}, delivered` };
    case 'sent':
      return { Icon: last.sender === 'ai' ? IconSparkles : IconCheck, word: `${who}, sent` };
    default:
      return { Icon: last.sender === 'ai' ? IconSparkles : IconClock, word: `${who}, on its way` };
  }
}
