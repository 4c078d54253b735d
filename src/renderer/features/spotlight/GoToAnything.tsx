import '@mantine/spotlight/styles.css';
import { Kbd } from '@mantine/core';
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { keyOf, keyWords } from '../../../shared/commands';
import { createMatcher } from '../../../shared/search/matcher';
import { LONGEST_SEARCH } from '../../../shared/search/wanted';
import { useHome } from '../../components/use-home';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import { isDemo } from '../../store/desk-state';
import { useCommand } from '../../store/use-command';
import { useEntries } from '../knowledge/use-entries';
import { PersonFound } from '../search/SearchOption';
import { EntryIcon } from './EntryIcon';
import classes from './GoToAnything.module.css';
import { runEntry } from './run-entry';
import { entriesFor, type SpotlightEntry } from './spotlight-entries';
import { usePeople } from './use-people';

/** One box for everything: people, pages, views, commands and settings, found as one types. */
export function GoToAnything() {
  const opened = useUi(({ drawer }) => drawer === 'spotlight');
  return opened ? <Opened /> : null;
}

function Opened() {
  const desk = useDesk();
  const { ui } = desk;
  const command = useCommand();
  const demo = useDeskState(isDemo);
  const [store] = useState(makeOpenStore);
  const { selected } = useSpotlight(store);
  const [typed, setTyped] = useState('');
  const people = usePeople(typed);
  const { all: knowledge } = useEntries();
  const groups = useMemo(() => entriesFor(typed, people, knowledge ?? [], demo), [demo, knowledge, people, typed]);
  const order = groups.flatMap(({ entries }) => entries);
  const listId = useId();
  const idOf = (entry: SpotlightEntry) => `${listId}-${entry.id}`;
  const close = () => ui.setState(({ drawer }) => ({ drawer: drawer === 'spotlight' ? 'none' : drawer }));
  useFocusBack();
  useEffect(() => {
    // What fits best is what Enter means, whenever there is something else to choose from.
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [groups, store]);
  const choose = (entry: SpotlightEntry) => {
    close();
    // Once this is gone, or it would still hold the focus.
    window.setTimeout(() => runEntry(desk, command, entry, typed));
  };
  const active = order[selected];
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      attributes={{ content: { 'aria-label': 'Go to anything' } }}
      query={typed}
      onQueryChange={setTyped}
      onSpotlightClose={close}
      closeOnActionTrigger={false}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      size={560}
      yOffset={80}
      scrollable
      maxHeight={440}
    >
      <Spotlight.Search
        ref={focusNow}
        data-autofocus
        size="md"
        role="combobox"
        aria-label="Go to anything"
        aria-expanded={order.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active && idOf(active)}
        placeholder="A person, a number, a command, a setting, a question"
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST_SEARCH}
        leftSection={<IconSearch size={18} stroke={1.75} />}
      />
      <Spotlight.ActionsList
        id={listId}
        className={classes.list ?? ''}

        role="listbox"
        aria-label="What fits"
      >
        {groups.map(({ title, entries }) => (
          <Spotlight.ActionsGroup
            key={title}
            className={classes.group ?? ''}
            label={title}
            role="group"
            aria-label={title}
          >
            {entries.map((entry) => (
              <Spotlight.Action
                key={entry.id}
                // The component keeps an `id` to itself, and the box above must be able to name what is chosen.
                ref={(option: HTMLElement | null) => {
                  if (option) option.id = idOf(entry);
                }}
                role="option"
                aria-selected={entry === active}
                data-selected={entry === active || undefined}
                className={classes.entry ?? ''}
                onClick={() => choose(entry)}
              >
                <EntryWords entry={entry} typed={typed} />
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function EntryWords({ entry, typed }: { readonly entry: SpotlightEntry; readonly typed: string }) {
  const home = useHome();
  const matcher = useMemo(() => createMatcher(typed), [typed]);
  if (entry.kind === 'person') return <PersonFound person={entry.person} matcher={matcher} home={home} />;
  const key = entry.kind === 'command' ? keyOf(entry.command) : null;
  const about = entry.kind === 'setting' ? entry.about : '';
  return (
    <>
      <EntryIcon entry={entry} />
      <span className={`${classes.label ?? ''} oneLine`} dir="auto">
        {entry.label}
        {about !== '' && <span className={classes.about}>{about}</span>}
      </span>
      {key !== null && <Kbd size="xs">{keyWords(key)}</Kbd>}
    </>
  );
}

function makeOpenStore() {
  const [store, { open }] = createSpotlight();
  open();
  return store;
}

/** At once, so that no letter is typed into what stands behind. */
function focusNow(box: HTMLInputElement | null): void {
  box?.focus({ preventScroll: true });
}

/** Gives the focus back to what had it, unless something else has taken it. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    [before],
  );
}
