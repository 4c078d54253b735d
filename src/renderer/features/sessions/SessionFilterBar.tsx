import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useDesk, useUi } from '../../store/desk-context';
import { noFilters, type SessionFilters } from '../../store/session-filters';
import { dayOf, daysBefore } from '../pages/days';
import { ChoiceField, DayField, FilterBar } from '../pages/FilterFields';
import fields from '../pages/FilterFields.module.css';
import { isFiltered } from './session-query';

/** How long the typing must pause before it is searched, in milliseconds. */
const PAUSE_MS = 250;

const kinds = [
  { value: 'any', label: 'Every kind' },
  { value: 'sms', label: 'SMS' },
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'voice', label: 'Calls' },
] as const satisfies readonly { value: SessionFilters['kind']; label: string }[];

const statuses = [
  { value: 'any', label: 'Open and closed' },
  { value: 'active', label: 'Open' },
  { value: 'closed', label: 'Closed' },
] as const satisfies readonly { value: SessionFilters['status']; label: string }[];

const times = [
  { value: 'any', label: 'Any time' },
  { value: '1', label: 'Today' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: 'between', label: 'From … to …' },
] as const satisfies readonly { value: SessionFilters['when']; label: string }[];

const lengths = [
  { value: 'any', label: 'Any length' },
  { value: '0-1', label: '1 message' },
  { value: '2-5', label: '2 to 5 messages' },
  { value: '6-20', label: '6 to 20 messages' },
  { value: '21-', label: 'More than 20' },
] as const satisfies readonly { value: SessionFilters['length']; label: string }[];

/** What the table is asked to show. */
export function SessionFilterBar() {
  const { ui } = useDesk();
  const filters = useUi((state) => state.sessionFilters);
  const set = (patch: Partial<SessionFilters>) =>
    ui.setState(({ sessionFilters }) => ({ sessionFilters: { ...sessionFilters, ...patch } }));
  const chooseTime = (when: SessionFilters['when']) => {
    const today = dayOf(Date.now());
    set(when === 'between' && filters.from === '' ? { when, from: daysBefore(today, 6), to: today } : { when });
  };
  return (
    <FilterBar name="Filter sessions">
      <SearchBox text={filters.text} onSearch={(text) => set({ text })} />
      <ChoiceField label="Kind" value={filters.kind} options={kinds} onChange={(kind) => set({ kind })} />
      <ChoiceField label="State" value={filters.status} options={statuses} onChange={(status) => set({ status })} />
      <ChoiceField label="Time" value={filters.when} options={times} onChange={chooseTime} />
      {filters.when === 'between' && (
        <>
          <DayField label="From" value={filters.from} onChange={(from) => set({ from })} />
          <DayField label="To" value={filters.to} onChange={(to) => set({ to })} />
        </>
      )}
      <ChoiceField label="Length" value={filters.length} options={lengths} onChange={(length) => set({ length })} />
      {isFiltered(filters) && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            const { sort, descending } = filters;
            ui.setState({ sessionFilters: { ...noFilters, sort, descending } });
          }}
        >
          Clear
        </Button>
      )}
    </FilterBar>
  );
}

function SearchBox({ text, onSearch }: { readonly text: string; readonly onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [shown, setShown] = useState(text);
  // What was cleared from outside is cleared here too.
  if (shown !== text) {
    setShown(text);
    setTyped(text);
  }
  const searchSoon = useDebouncedCallback(onSearch, PAUSE_MS);
  return (
    <TextInput
      className={fields.search ?? ''}
      type="search"
      size="xs"
      aria-label="Search sessions"
      placeholder="Name, number or title"
      maxLength={200}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        searchSoon(event.currentTarget.value);
      }}
    />
  );
}
