import { ActionIcon, Checkbox, Menu, Skeleton } from '@mantine/core';
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconArrowMerge,
  IconDots,
  IconDownload,
  IconLock,
  IconLockOpen,
  IconMessages,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import type { BulkAction, SessionRow } from '../../../shared/contract/sessions-contract';
import { showAddress } from '../../../shared/phone-address';
import { formatNumber } from '../../components/formats';
import { ChannelIcon, channelWord } from '../../components/ChannelIcon';
import { nameOf } from '../../components/person';
import { fullTime } from '../../components/time-words';
import { useUi } from '../../store/desk-context';
import { visibleControls } from '../../../shared/visible-controls';
import { dateWords, lengthWords, statusWords } from './session-words';
import classes from './SessionTable.module.css';

/** What can be done with the session of one row. */
export interface SessionLineActs {
  readonly onOpen: (row: SessionRow) => void;
  readonly onRename: (row: SessionRow) => void;
  readonly onMerge: (row: SessionRow, into: string) => void;
  readonly onAct: (action: BulkAction, ids: readonly string[]) => void;
  readonly onExport: (row: SessionRow, format: 'json' | 'csv') => void;
}

export interface SessionLineProps extends SessionLineActs {
  readonly id: string;
  readonly index: number;
  /** Undefined: not loaded yet. Null: gone. */
  readonly row: SessionRow | null | undefined;
  readonly top: number;
  readonly isCursor: boolean;
  readonly isChosen: boolean;
  readonly isMenuOpen: boolean;
  readonly onToggle: (index: number, choosing: boolean) => void;
  readonly onMenu: (open: boolean) => void;
  readonly onPoint: (index: number) => void;
}

/** One session of the table. */
export function SessionLine(props: SessionLineProps) {
  const { row, index } = props;
  const place = {
    id: props.id,
    'aria-rowindex': index + 2,
    style: { transform: `translateY(${props.top}px)` },
  } as const;
  if (!row) {
    return (
      <div {...place} role="row" className={classes.line} data-cursor={props.isCursor || undefined}>
        <span role="gridcell" className={classes.whole}>
          {row === null ? <span className="dim">This session is gone.</span> : <Skeleton height={10} width="60%" />}
        </span>
      </div>
    );
  }
  const { session, contact, address } = row;
  const { title } = session;
  const person = contact ? nameOf(contact) : showAddress(address);
  return (
    // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events, jsx-a11y-x/interactive-supports-focus -- the table takes the keys
    <div
      {...place}
      role="row"
      className={classes.line}
      aria-selected={props.isChosen}
      data-cursor={props.isCursor || undefined}
      onClick={() => props.onPoint(index)}
      onDoubleClick={() => props.onOpen(row)}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onPoint(index);
        props.onMenu(true);
      }}
    >
      <span role="gridcell">
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`Choose ${title}, ${person}`}
          checked={props.isChosen}
          onClick={(event) => {
            event.stopPropagation();
            props.onToggle(index, event.shiftKey);
          }}
          onChange={() => undefined}
        />
      </span>
      <span role="gridcell" className={classes.kind}>
        <ChannelIcon type={session.communication_type} />
        {channelWord(session.communication_type)}
      </span>
      <span role="gridcell" className="oneLine">
        <button
          type="button"
          tabIndex={-1}
          className={`${classes.open ?? ''} outside`}
          onClick={() => props.onOpen(row)}
        >
          {visibleControls(title)}
        </button>
      </span>
      <span role="gridcell" className="oneLine outside" title={showAddress(address)}>
        {person}
      </span>
      <span role="gridcell" data-number>
        {formatNumber(session.message_count)}
      </span>
      <span role="gridcell" data-number title={fullTime(session.metadata.firstMessageAt)}>
        {dateWords(session.metadata.firstMessageAt)}
      </span>
      <span role="gridcell" data-number title={fullTime(session.last_message_at)}>
        {dateWords(session.last_message_at)}
      </span>
      <span role="gridcell" data-number>
        {lengthWords(session)}
      </span>
      <span role="gridcell" data-status={session.status} className={classes.status}>
        {statusWords(session)}
      </span>
      <span role="gridcell">
        <LineMenu {...props} row={row} />
      </span>
    </div>
  );
}

// Where the sessions before and after it stand: only an order by time tells.
const olderBelow = [IconArrowBarToDown, IconArrowBarToUp] as const;
const olderAbove = [IconArrowBarToUp, IconArrowBarToDown] as const;
const anywhere = [IconArrowMerge, IconArrowMerge] as const;

function LineMenu(props: SessionLineProps & { readonly row: SessionRow }) {
  const { row, isMenuOpen, onMenu, onMerge, onAct } = props;
  const { session, previousId, nextId } = row;
  const ids = [session._id];
  const [Before, After] = useUi(({ sessionFilters: { sort, descending } }) =>
    sort === 'last' || sort === 'started' ? (descending ? olderBelow : olderAbove) : anywhere,
  );
  return (
    <Menu
      opened={isMenuOpen}
      onChange={onMenu}
      position="bottom-end"
      shadow="md"
      width={264}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          tabIndex={-1}
          aria-label={`Session menu: ${session.title}`}
          onClick={() => onMenu(!isMenuOpen)}
        >
          <IconDots size={14} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconMessages size={14} />} onClick={() => props.onOpen(row)}>
          Open in the conversation
        </Menu.Item>
        {session.status === 'active' ? (
          <Menu.Item leftSection={<IconLock size={14} />} onClick={() => onAct('close', ids)}>
            Close…
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconLockOpen size={14} />} onClick={() => onAct('reopen', ids)}>
            Reopen…
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => props.onRename(row)}>
          Rename…
        </Menu.Item>
        <Menu.Item
          leftSection={<Before size={14} />}
          disabled={previousId === null}
          onClick={() => previousId !== null && onMerge(row, previousId)}
        >
          Merge with the one before
        </Menu.Item>
        <Menu.Item
          leftSection={<After size={14} />}
          disabled={nextId === null}
          onClick={() => nextId !== null && onMerge(row, nextId)}
        >
          Merge with the one after
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => props.onExport(row, 'csv')}>
          Export as a table (CSV)…
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => props.onExport(row, 'json')}>
          Export as documents (JSON)…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item c="var(--sb-bad)" leftSection={<IconTrash size={14} />} onClick={() => onAct('delete', ids)}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
