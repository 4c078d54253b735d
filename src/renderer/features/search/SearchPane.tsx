import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { LONGEST_SEARCH } from '../../../shared/search/wanted';
import { useDesk, useUi } from '../../store/desk-context';
import { emptySearch, type SearchChoice } from '../../store/search-choice';
import { WorkBar } from '../pages/WorkBar';
import { closeSearch, openFound } from './open-search';
import { layOutFound, stepFrom, type SearchItem } from './search-items';
import { SearchFilterBar } from './SearchFilterBar';
import { SearchNothing } from './SearchNothing';
import { optionId, RESULTS, SearchResults } from './SearchResults';
import classes from './SearchPane.module.css';
import { useSearch } from './use-search';

/** Rows that Page Up and Page Down go. */
const PAGE = 6;
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/** The search, in the place of the list: what is wanted, and the people and messages that fit. */
export function SearchPane() {
  const desk = useDesk();
  const { ui } = desk;
  const choice = useUi((state) => state.search);
  const search = useSearch(choice);
  const { found, searched } = search;
  const [allPeopleOf, setAllPeopleOf] = useState<string | null>(null);
  const items = useMemo(
    () => layOutFound(found, allPeopleOf !== null && allPeopleOf === searched),
    [allPeopleOf, found, searched],
  );
  const [place, setPlace] = useState<string | null>(null);
  const at = items.findIndex(({ kind, key }) => kind !== 'head' && key === place);
  const active = at >= 0 ? at : stepFrom(items, -1, 0);
  const box = useSearchFocus();
  const choose = (patch: Partial<SearchChoice>) => {
    setPlace(null);
    ui.setState((before) => ({ search: { ...before.search, ...patch } }));
  };
  const open = (item: SearchItem) => {
    setPlace(item.key);
    if (item.kind === 'person') openFound(desk, item.person.contact._id, null);
    else if (item.kind === 'more') setAllPeopleOf(searched);
    else if (item.kind === 'message') {
      const message = search.message(item.ref);
      if (message) openFound(desk, message.contact._id, item.ref.message_id);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    const item = items[active];
    if (step !== undefined) setPlace(items[stepFrom(items, active, step)]?.key ?? null);
    else if (event.key === 'Enter' && item) open(item);
    else return;
    event.preventDefault();
  };
  useAnnouncement(search.searched === choice.text.trim() && choice.text.trim() !== '', found);
  const activeKey = items[active]?.key;
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions -- Esc leaves it from anywhere in it
    <section
      className={classes.pane}
      aria-label="Search"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        closeSearch(desk);
      }}
    >
      <div role="search" className={classes.form}>
        <div className={classes.top}>
          <TextInput
            ref={box}
            className={classes.field ?? ''}
            size="sm"
            role="combobox"
            aria-label="Search messages and people"
            aria-expanded={items.length > 0}
            aria-controls={RESULTS}
            aria-autocomplete="list"
            aria-activedescendant={activeKey === undefined ? undefined : optionId(activeKey)}
            placeholder="Words, names, numbers, tags"
            autoComplete="off"
            spellCheck={false}
            maxLength={LONGEST_SEARCH}
            leftSection={<IconSearch size={16} stroke={1.75} />}
            rightSection={
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label="Close the search"
                title="Close the search (Esc)"
                onClick={() => closeSearch(desk)}
              >
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            }
            value={choice.text}
            onChange={(event) => choose({ text: event.currentTarget.value })}
            onKeyDown={onKeyDown}
          />
        </div>
        <SearchFilterBar choice={choice} onChange={choose} />
      </div>
      {search.work.progress !== null && <WorkBar words="Reading" work={search.work} />}
      {items.length > 0 ? (
        <SearchResults items={items} search={search} active={active} onOpen={open} />
      ) : (
        <SearchNothing
          choice={choice}
          search={search}
          onClear={() => {
            choose({ ...emptySearch, text: choice.text });
            box.current?.focus();
          }}
        />
      )}
    </section>
  );
}

/** Puts the focus into the search box whenever somebody wishes to search, and back where it was in the end. */
function useSearchFocus() {
  const wishes = useUi((state) => state.wishesToSearch);
  const box = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (!box.current?.closest('section')?.contains(activeElement)) before.current = activeElement;
    box.current?.focus();
    box.current?.select();
  }, [wishes]);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      const place = before.current;
      if (place instanceof HTMLElement && place.isConnected && place !== document.body) place.focus();
      else document.querySelector<HTMLElement>('[role="listbox"]')?.focus();
    },
    [],
  );
  return box;
}

/** Says how much was found, for those who do not see it. */
function useAnnouncement(
  isThere: boolean,
  found: { readonly peopleTotal: number; readonly messagesTotal: number },
): void {
  const { ui } = useDesk();
  const { peopleTotal, messagesTotal } = found;
  useEffect(() => {
    if (!isThere) return;
    const people = peopleTotal === 1 ? '1 person' : `${peopleTotal} people`;
    const messages = messagesTotal === 1 ? '1 message' : `${messagesTotal} messages`;
    ui.setState({ announcement: `${people}, ${messages} found` });
  }, [isThere, messagesTotal, peopleTotal, ui]);
}
