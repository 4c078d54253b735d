import { Badge } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { KnowledgeEntry } from '../../../shared/domain';
import { visibleControls } from '../../../shared/visible-controls';
import { shortTime } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useVirtualRows } from '../../components/use-virtual-rows';
import classes from './Knowledge.module.css';
import { wordingsWords } from './wordings-words';

/** Height of a row in CSS pixels; the same in Knowledge.module.css. */
const ROW = 56;

/**
 * Entries in rows, as many as there are; only those in sight are drawn. The keyboard stands on a row: arrows move, Enter
 * opens, Space switches on and off, Delete deletes.
 */
export function EntryList(props: {
  readonly entries: readonly KnowledgeEntry[];
  readonly onOpen: (entry: KnowledgeEntry) => void;
  readonly onSwitch: (entry: KnowledgeEntry) => void;
  readonly onRemove: (entry: KnowledgeEntry) => void;
}) {
  const { entries, onOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const now = useNow();
  const virtual = useVirtualRows(box, {
    count: entries.length,
    estimateSize: () => ROW,
    getItemKey: (at) => entries[at]?._id ?? at,
    overscan: 8,
  });
  const at = Math.max(0, Math.min(cursor, entries.length - 1));
  const moveTo = (to: number) => {
    const next = Math.max(0, Math.min(entries.length - 1, to));
    setCursor(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = entries[at];
    if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(at + 1),
      ArrowUp: () => moveTo(at - 1),
      PageDown: () => moveTo(at + 10),
      PageUp: () => moveTo(at - 10),
      Home: () => moveTo(0),
      End: () => moveTo(entries.length - 1),
      Enter: () => onOpen(entry),
      ' ': () => props.onSwitch(entry),
      Delete: () => props.onRemove(entry),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div
      ref={box}
      className={classes.list}
      role="listbox"
      tabIndex={0}
      aria-label="Knowledge entries"
      aria-activedescendant={rowId(at)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const entry = entries[index];
          return (
            entry && (
              <EntryRow
                key={key}
                entry={entry}
                index={index}
                count={entries.length}
                start={start}
                now={now}
                chosen={index === at}
                onOpen={() => {
                  setCursor(index);
                  onOpen(entry);
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** Most tags that a row shows; the rest is a number. */
const TAGS = 3;

function EntryRow(props: {
  readonly entry: KnowledgeEntry;
  readonly index: number;
  readonly count: number;
  readonly start: number;
  readonly now: number;
  readonly chosen: boolean;
  readonly onOpen: () => void;
}) {
  const { entry, index } = props;
  const { forms = [], tags = [], active = true } = entry;
  return (
    // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events, jsx-a11y-x/interactive-supports-focus -- the list has the focus and the keys
    <div
      id={rowId(index)}
      role="option"
      aria-selected={props.chosen}
      aria-setsize={props.count}
      aria-posinset={index + 1}
      className={classes.row}
      data-off={!active || undefined}
      style={{ transform: `translateY(${props.start}px)` }}
      onClick={props.onOpen}
    >
      <div className={classes.words}>
        <p className={`${classes.question ?? ''} outside oneLine`} dir="auto">
          {visibleControls(entry.question)}
        </p>
        <p className={`${classes.answer ?? ''} outside oneLine`} dir="auto">
          {visibleControls(entry.answer.replace(/\s+/g, ' '))}
        </p>
      </div>
      <div className={classes.marks}>
        {!active && (
          <Badge size="sm" variant="default" tt="none">
            Off
          </Badge>
        )}
        {tags.slice(0, TAGS).map((tag) => (
          <span key={tag} className={`${classes.tag ?? ''} outside oneLine`}>
            {visibleControls(tag)}
          </span>
        ))}
        {tags.length > TAGS && <span className="hint">+{tags.length - TAGS}</span>}
      </div>
      <span className={classes.forms}>{wordingsWords(1 + forms.length)}</span>
      <time className={classes.when} dateTime={entry.updatedAt}>
        {shortTime(entry.updatedAt, props.now)}
      </time>
    </div>
  );
}

function rowId(at: number): string {
  return `knowledge-entry-${at}`;
}
