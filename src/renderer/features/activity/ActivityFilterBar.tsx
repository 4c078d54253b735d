import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { dayOf, daysBefore } from '../pages/days';
import { ChoiceField, DayField, FilterBar } from '../pages/FilterFields';
import fields from '../pages/FilterFields.module.css';
import { anyLine, type ActivityChoice } from './activity-choice';

const levels = [
  { value: 'all', label: 'Every line' },
  { value: 'warnings', label: 'Warnings and errors' },
  { value: 'errors', label: 'Errors' },
] as const satisfies readonly { value: ActivityChoice['level']; label: string }[];

const times = [
  { value: 'any', label: 'Any time' },
  { value: '1', label: 'Today' },
  { value: '7', label: 'Last 7 days' },
  { value: 'between', label: 'From … to …' },
] as const satisfies readonly { value: ActivityChoice['when']; label: string }[];

/** Which lines are shown. */
export function ActivityFilterBar(props: {
  readonly choice: ActivityChoice;
  readonly onChange: (choice: ActivityChoice) => void;
}) {
  const { choice, onChange } = props;
  const set = (patch: Partial<ActivityChoice>) => onChange({ ...choice, ...patch });
  const chooseTime = (when: ActivityChoice['when']) => {
    const today = dayOf(Date.now());
    set(when === 'between' && choice.from === '' ? { when, from: daysBefore(today, 6), to: today } : { when });
  };
  const isFiltered = choice.text !== '' || choice.level !== 'all' || choice.when !== 'any';
  return (
    <FilterBar name="Filter activity">
      <TextInput
        className={fields.search ?? ''}
        type="search"
        size="xs"
        aria-label="Filter by text"
        placeholder="Text of the line"
        maxLength={200}
        leftSection={<IconSearch size={14} stroke={1.75} />}
        value={choice.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <ChoiceField label="Level" value={choice.level} options={levels} onChange={(level) => set({ level })} />
      <ChoiceField label="Time" value={choice.when} options={times} onChange={chooseTime} />
      {choice.when === 'between' && (
        <>
          <DayField label="From" value={choice.from} onChange={(from) => set({ from })} />
          <DayField label="To" value={choice.to} onChange={(to) => set({ to })} />
        </>
      )}
      {isFiltered && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange(anyLine)}>
          Clear
        </Button>
      )}
    </FilterBar>
  );
}
