import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { SessionRow } from '../../../shared/contract/sessions-contract';
import { useVirtualRows } from '../../components/use-virtual-rows';
import { useDesk, useUi } from '../../store/desk-context';
import type { SessionFilters } from '../../store/session-filters';
import { SessionLine, type SessionLineActs } from './SessionLine';
import classes from './SessionTable.module.css';
import type { FoundSessions } from './use-found-sessions';

/** Height of a row in CSS pixels; the same in SessionTable.module.css. */
const ROW = 40;

const columns: readonly { readonly sort: SessionFilters['sort']; readonly name: string; readonly isNumber?: true }[] = [
  { sort: 'kind', name: 'Kind' },
  { sort: 'title', name: 'Title' },
  { sort: 'person', name: 'Person' },
  { sort: 'messages', name: 'Messages', isNumber: true },
  { sort: 'started', name: 'Began', isNumber: true },
  { sort: 'last', name: 'Last message', isNumber: true },
  { sort: 'duration', name: 'Length', isNumber: true },
  { sort: 'status', name: 'State' },
];

export interface SessionTableProps extends SessionLineActs {
  readonly found: FoundSessions;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onScroll: (top: number) => void;
}

/**
 * The sessions in rows, as many as there are; only those in sight are drawn. The keyboard stands on a row: arrows move,
 * Space chooses, Shift chooses on the way, Ctrl+A chooses all, Enter opens, Delete deletes, the menu key shows the rest.
 */
export function SessionTable(props: SessionTableProps) {
  const { found, chosen, onChoose } = props;
  const total = found.total ?? 0;
  const box = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const [menuAt, setMenuAt] = useState<number | null>(null);
  /** Where choosing with Shift begins. */
  const anchor = useRef(0);
  const virtual = useVirtualRows(box, {
    count: total,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { need } = found;
  useEffect(() => {
    need(first, last + 1);
    // `need` is another one with every list; what has been asked for is not asked for again.
  }, [need, first, last]);
  const at = Math.min(cursor, Math.max(0, total - 1));

  const moveTo = (to: number, choosing: boolean) => {
    const next = Math.max(0, Math.min(total - 1, to));
    setCursor(next);
    virtual.scrollToIndex(next, { align: 'auto' });
    if (choosing) chooseRange(anchor.current, next);
    else anchor.current = next;
  };
  const chooseRange = (a: number, b: number) => {
    void found.ids(Math.min(a, b), Math.max(a, b) + 1).then((ids) => onChoose(new Set([...chosen, ...ids])));
  };
  const toggle = (index: number, choosing: boolean) => {
    setCursor(index);
    if (choosing) {
      chooseRange(anchor.current, index);
      return;
    }
    anchor.current = index;
    const id = found.row(index)?.session._id;
    if (id === undefined) return;
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || total === 0) return;
    const row = found.row(at);
    const act = keyAct(event, row);
    if (!act) return;
    event.preventDefault();
    act();
  };

  function keyAct(event: KeyboardEvent, row: SessionRow | null | undefined): (() => void) | undefined {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') {
      return () => void found.ids(0, total).then((ids) => onChoose(new Set(ids)));
    }
    if (ctrlKey || metaKey || event.altKey) return undefined;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[key];
    if (step !== undefined) return () => moveTo(at + step, shiftKey);
    if (key === ' ') return () => toggle(at, shiftKey);
    if (key === 'Escape' && chosen.size > 0) return () => onChoose(new Set());
    if (!row) return undefined;
    if (key === 'Enter') return () => props.onOpen(row);
    if (key === 'Delete') return () => props.onAct('delete', chosen.size > 0 ? [...chosen] : [row.session._id]);
    if (key === 'ContextMenu' || (shiftKey && key === 'F10')) return () => setMenuAt(at);
    return undefined;
  }

  return (
    <div
      ref={box}
      className={classes.table}
      role="grid"
      aria-label="Sessions"
      aria-rowcount={total + 1}
      aria-multiselectable
      aria-busy={found.work.progress !== null}
      aria-activedescendant={items.some(({ index }) => index === at) ? lineId(at) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => props.onScroll(event.currentTarget.scrollTop)}
    >
      <HeadRow total={total} chosen={chosen.size} onAll={() => void chooseAll()} />
      <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => (
          <SessionLine
            key={key}
            id={lineId(index)}
            index={index}
            row={found.row(index)}
            top={start}
            isCursor={index === at}
            isChosen={chosen.has(found.row(index)?.session._id ?? '')}
            isMenuOpen={menuAt === index}
            onToggle={toggle}
            onMenu={(open) => {
              setMenuAt(open ? index : null);
              if (!open) box.current?.focus();
            }}
            onPoint={setCursor}
            onOpen={props.onOpen}
            onRename={props.onRename}
            onMerge={props.onMerge}
            onAct={props.onAct}
            onExport={props.onExport}
          />
        ))}
      </div>
    </div>
  );

  async function chooseAll(): Promise<void> {
    onChoose(chosen.size >= total ? new Set() : new Set(await found.ids(0, total)));
  }
}

function lineId(index: number): string {
  return `session-line-${index}`;
}

function HeadRow(props: { readonly total: number; readonly chosen: number; readonly onAll: () => void }) {
  const { total, chosen, onAll } = props;
  const { ui } = useDesk();
  const { sort, descending } = useUi((state) => state.sessionFilters);
  const sortBy = (by: SessionFilters['sort'], isNumber: boolean) =>
    ui.setState(({ sessionFilters }) => ({
      sessionFilters: { ...sessionFilters, sort: by, descending: sort === by ? !descending : isNumber },
    }));
  return (
    <div role="row" aria-rowindex={1} className={classes.head}>
      <span role="columnheader">
        <Checkbox
          size="xs"
          aria-label="Choose all sessions"
          checked={chosen > 0 && chosen >= total}
          indeterminate={chosen > 0 && chosen < total}
          onChange={onAll}
        />
      </span>
      {columns.map(({ sort: by, name, isNumber = false }) => (
        <span
          key={by}
          role="columnheader"
          aria-sort={sort === by ? (descending ? 'descending' : 'ascending') : 'none'}
          data-number={isNumber || undefined}
        >
          <button type="button" className={classes.sort} onClick={() => sortBy(by, isNumber)}>
            {name}
            {sort === by &&
              (descending ? (
                <IconArrowDown size={12} stroke={2} aria-hidden />
              ) : (
                <IconArrowUp size={12} stroke={2} aria-hidden />
              ))}
          </button>
        </span>
      ))}
      <span role="columnheader">
        <span className="visuallyHidden">More</span>
      </span>
    </div>
  );
}
