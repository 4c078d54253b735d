import { useEffect, useMemo, useRef } from 'react';
import { createMatcher } from '../../../shared/search/matcher';
import { formatNumber } from '../../components/formats';
import { useHome } from '../../components/use-home';
import { useNow } from '../../components/use-now';
import { useVirtualRows } from '../../components/use-virtual-rows';
import type { SearchItem } from './search-items';
import { MessageFound, PersonFound } from './SearchOption';
import classes from './SearchPane.module.css';
import type { Search } from './use-search';

/** Heights of the rows in CSS pixels. */
const heights = { head: 32, person: 56, more: 40, message: 80 } as const satisfies Record<SearchItem['kind'], number>;

/** Id of the list, and of a row of it, for the search box that moves in it. */
export const RESULTS = 'search-results';
export function optionId(key: string): string {
  return `found-${key}`;
}

/** What was found, of which only what is seen is drawn and asked for. */
export function SearchResults(props: {
  readonly items: readonly SearchItem[];
  readonly search: Search;
  /** Row that the keyboard stands on; −1: none. */
  readonly active: number;
  readonly onOpen: (item: SearchItem) => void;
}) {
  const { items, search, active, onOpen } = props;
  const { need, searched } = search;
  const box = useRef<HTMLDivElement>(null);
  const now = useNow();
  const home = useHome();
  const matcher = useMemo(() => createMatcher(searched ?? ''), [searched]);
  const virtual = useVirtualRows(box, {
    count: items.length,
    estimateSize: (n) => heights[items[n]?.kind ?? 'message'],
    getItemKey: (n) => items[n]?.key ?? n,
    overscan: 8,
  });
  const drawn = virtual.getVirtualItems();
  const first = drawn[0]?.index ?? 0;
  const last = drawn.at(-1)?.index ?? -1;
  useEffect(() => {
    need(items.slice(first, last + 1).flatMap((item) => (item.kind === 'message' ? [item.ref] : [])));
  }, [first, items, last, need]);
  useEffect(() => virtual.measure(), [items, virtual]);
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active <= 1 ? 0 : active, { align: 'auto' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the place itself was moved
  }, [active]);
  const heads = useMemo(() => items.flatMap(({ kind }, n) => (kind === 'head' ? [n] : [])), [items]);
  const positionOf = (n: number) => n + 1 - heads.filter((head) => head < n).length;
  return (
    // The search box keeps the focus and moves in the list; the list itself can be scrolled by keyboard all the same.
    <div ref={box} id={RESULTS} className={classes.scroll} role="listbox" aria-label="Found" tabIndex={-1}>
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {drawn.map(({ key, index, start }) => {
          const item = items[index];
          if (!item) return null;
          const style = { transform: `translateY(${start}px)`, height: heights[item.kind] };
          if (item.kind === 'head') {
            return (
              <div key={key} role="presentation" className={classes.head} style={style}>
                {item.title} <span className={classes.count}>{formatNumber(item.count)}</span>
              </div>
            );
          }
          return (
            // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events -- the search box takes the keys: arrows and Enter
            <div
              key={key}
              id={optionId(item.key)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              aria-posinset={positionOf(index)}
              aria-setsize={items.length - heads.length}
              className={classes.option}
              data-kind={item.kind}
              style={style}
              // The search box keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onOpen(item)}
            >
              {item.kind === 'person' && <PersonFound person={item.person} matcher={matcher} home={home} />}
              {item.kind === 'more' && <span className={classes.more}>Show {formatNumber(item.count)} people</span>}
              {item.kind === 'message' && (
                <MessageFound found={search.message(item.ref)} matcher={matcher} home={home} now={now} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
