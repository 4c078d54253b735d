import { Loader } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { formatNumber } from '../../components/formats';
import { Empty } from '../../components/Empty';
import { useNow } from '../../components/use-now';
import { useVirtualRows } from '../../components/use-virtual-rows';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import { moveCursor } from '../keyboard/move-cursor';
import { viewWords } from '../views/view-names';
import { RowMenu, type RowMenuPlace } from './RowMenu';
import { ThreadDialogs } from './ThreadDialogs';
import { rowId, ThreadRow } from './ThreadRow';
import classes from './ThreadListPane.module.css';
import { useSteadyScroll } from './use-steady-scroll';

/** Height of a row in CSS pixels; the same in ThreadRow.module.css. */
const ROW = 80;
/** How many rows before the end the next page is asked for. */
const AHEAD = 30;

/** The threads of the view, in its order, loaded as far as they were looked at. */
export function ThreadListPane() {
  const desk = useDesk();
  const { view, ids, more } = useDeskState((state) => state.list);
  const loading = useDeskState((state) => state.loadingList);
  const total = useDeskState((state) => state.facts?.counts[view] ?? 0);
  const cursor = useUi((ui) => ui.cursor);
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows(box, {
    count: ids.length,
    estimateSize: () => ROW,
    getItemKey: (i) => ids[i] ?? i,
    overscan: 6,
  });
  useSteadyScroll(box, ids, ROW);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && last >= ids.length - AHEAD) desk.sync.loadMore();
  }, [desk, ids.length, last, more]);
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [view]);
  const cursorAt = cursor === null ? -1 : ids.indexOf(cursor);
  useEffect(() => {
    if (cursorAt >= 0) virtual.scrollToIndex(cursorAt, { align: 'auto' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a row that moves under the cursor must not pull the list along
  }, [cursor]);
  const onOpen = useCallback(
    (contactId: string) => {
      desk.ui.setState({ cursor: contactId, keptUnread: null });
      desk.sync.openThread(contactId);
    },
    [desk],
  );
  const [menu, setMenu] = useState<RowMenuPlace | null>(null);
  const openMenu = useCallback(
    (contactId: string, x: number, y: number) => {
      desk.ui.setState({ cursor: contactId });
      setMenu({ contactId, x, y });
    },
    [desk],
  );
  const closeMenu = () => {
    setMenu(null);
    box.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      const place = cursor === null ? undefined : document.getElementById(rowId(cursor))?.getBoundingClientRect();
      // Once this key press is over, or the menu would take it as one that closes it.
      if (place && cursor !== null) window.setTimeout(() => openMenu(cursor, place.left + 56, place.top + 40));
      return;
    }
    const step = keySteps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    moveCursor(desk, step);
  };

  return (
    <section className={classes.pane} aria-label="Conversations">
      <div className={classes.head}>
        <h2 className={classes.title}>{viewWords[view].name}</h2>
        <span className={classes.total}>{formatNumber(total)}</span>
        {loading && <Loader size={14} aria-label="Loading" />}
      </div>
      {ids.length === 0 && !loading ? (
        <NothingHere />
      ) : (
        <div
          ref={box}
          className={classes.scroll}
          role="listbox"
          tabIndex={0}
          aria-label={`Conversations, ${viewWords[view].name}`}
          aria-activedescendant={cursorAt >= 0 && cursor !== null ? rowId(cursor) : undefined}
          onKeyDown={onKeyDown}
        >
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {items.map((item) => (
              <RowAt
                key={item.key}
                id={ids[item.index] ?? ''}
                index={item.index}
                start={item.start}
                now={now}
                onOpen={onOpen}
                onMenu={openMenu}
              />
            ))}
          </div>
        </div>
      )}
      <RowMenu place={menu} onClose={closeMenu} />
      <ThreadDialogs />
    </section>
  );
}

const keySteps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function RowAt(props: {
  readonly id: string;
  readonly index: number;
  readonly start: number;
  readonly now: number;
  readonly onOpen: (contactId: string) => void;
  readonly onMenu: (contactId: string, x: number, y: number) => void;
}) {
  const row = useDeskState(({ rows }) => rows.get(props.id));
  const total = useDeskState(({ list, facts }) => facts?.counts[list.view] ?? list.ids.length);
  const open = useDeskState(({ thread }) => thread?.contactId === props.id);
  const cursor = useUi((ui) => ui.cursor === props.id);
  if (!row) return null;
  return (
    <ThreadRow
      row={row}
      now={props.now}
      open={open}
      cursor={cursor}
      position={props.index + 1}
      total={total}
      style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${props.start}px)` }}
      onOpen={props.onOpen}
      onMenu={props.onMenu}
    />
  );
}

function NothingHere() {
  const view = useDeskState((state) => state.list.view);
  const { empty, emptyHint } = viewWords[view];
  return (
    <Empty icon={<IconInbox size={24} stroke={1.5} />} title={empty}>
      {emptyHint}
    </Empty>
  );
}
