import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconBook2, IconMoodSad, IconPlus, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { Empty } from '../../components/Empty';
import { useDesk } from '../../store/desk-context';
import { ChoiceField, FilterBar } from '../pages/FilterFields';
import fieldClasses from '../pages/FilterFields.module.css';
import { anyEntry, countTags, findEntries, isNarrow, type EntryQuery } from './entry-query';
import { EntryList } from './EntryList';
import { useEntryActs } from './use-entry-acts';
import type { Entries } from './use-entries';

/** The entries of the team, to be found, written, switched on and off, and deleted. */
export function EntriesTab(props: {
  readonly entries: Entries;
  readonly query: EntryQuery;
  readonly onQuery: (query: EntryQuery) => void;
}) {
  const { query, onQuery, entries } = props;
  const { ui } = useDesk();
  const acts = useEntryActs();
  const all = entries.all;
  const wanted = useDeferredValue(query);
  const found = useMemo(() => (all ? findEntries(all, wanted) : []), [all, wanted]);
  const tags = useMemo(() => countTags(all ?? []), [all]);
  if (all?.length === 0) return <NoEntries />;
  return (
    <>
      <FilterBar name="Find entries">
        <TextInput
          type="search"
          size="xs"
          className={fieldClasses.search ?? ''}
          aria-label="Search entries"
          placeholder="Search questions and answers"
          leftSection={<IconSearch size={14} stroke={1.75} />}
          rightSection={
            query.text !== '' && (
              <CloseButton size="xs" aria-label="Clear the search" onClick={() => onQuery({ ...query, text: '' })} />
            )
          }
          value={query.text}
          onChange={(event) => onQuery({ ...query, text: event.currentTarget.value })}
        />
        <ChoiceField
          label="Tag"
          value={query.tag ?? ''}
          options={[
            { value: '', label: 'Any tag' },
            ...tags.map(({ tag, count }) => ({ value: tag, label: `${tag} (${count})` })),
          ]}
          onChange={(tag) => onQuery({ ...query, tag: tag === '' ? null : tag })}
        />
        <ChoiceField
          label="State"
          value={query.state}
          options={[
            { value: 'any', label: 'Active or off' },
            { value: 'active', label: 'Active' },
            { value: 'off', label: 'Off' },
          ]}
          onChange={(state) => onQuery({ ...query, state })}
        />
        <ChoiceField
          label="Order"
          value={query.sort}
          options={[
            { value: 'newest', label: 'Newest first' },
            { value: 'changed', label: 'Last changed first' },
            { value: 'question', label: 'By question' },
            { value: 'wordings', label: 'Fewest wordings first' },
          ]}
          onChange={(sort) => onQuery({ ...query, sort })}
        />
      </FilterBar>
      {entries.problem && all === null ? (
        <Empty icon={<IconMoodSad size={24} stroke={1.5} />} title={entries.problem.message}>
          {entries.problem.remedy}
        </Empty>
      ) : all !== null && found.length === 0 && isNarrow(wanted) ? (
        <Empty
          icon={<IconSearch size={24} stroke={1.5} />}
          title="No entry is like this"
          action={
            <Button size="xs" variant="light" onClick={() => onQuery({ ...anyEntry, sort: query.sort })}>
              Clear the filters
            </Button>
          }
        >
          Try fewer words, another tag, or entries that are off.
        </Empty>
      ) : (
        <EntryList
          entries={found}
          onOpen={(entry) => ui.setState({ editingEntry: { entry } })}
          onSwitch={(entry) => void acts.switchOn(entry, entry.active === false)}
          onRemove={(entry) => void acts.remove(entry)}
        />
      )}
    </>
  );
}

function NoEntries() {
  const { ui } = useDesk();
  return (
    <Empty
      icon={<IconBook2 size={24} stroke={1.5} />}
      title="Nothing here yet"
      action={
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => ui.setState({ editingEntry: { entry: null } })}
        >
          Write the first entry
        </Button>
      }
    >
      Write down what customers ask again and again, each with its answer, or import a table or Markdown. Whoever writes
      your answers uses what fits; set to “Your knowledge”, the AI says nothing else.
    </Empty>
  );
}
