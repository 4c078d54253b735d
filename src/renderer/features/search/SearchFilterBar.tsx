import type { SearchChoice } from '../../store/search-choice';
import { dayOf, daysBefore } from '../pages/days';
import { ChoiceField, DayField } from '../pages/FilterFields';
import classes from './SearchPane.module.css';

const kinds = [
  { value: 'any', label: 'Any kind' },
  { value: 'sms', label: 'SMS' },
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'voice', label: 'Calls' },
] as const satisfies readonly { value: SearchChoice['kind']; label: string }[];

const writers = [
  { value: 'any', label: 'Anyone' },
  { value: 'contact', label: 'Customer' },
  { value: 'operator', label: 'Team' },
  { value: 'ai', label: 'AI' },
  { value: 'note', label: 'Notes' },
  { value: 'event', label: 'Events' },
] as const satisfies readonly { value: SearchChoice['writer']; label: string }[];

const times = [
  { value: 'any', label: 'Any time' },
  { value: '1', label: 'Today' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: 'between', label: 'Days …' },
] as const satisfies readonly { value: SearchChoice['when']; label: string }[];

/** Which messages are looked at. */
export function SearchFilterBar(props: {
  readonly choice: SearchChoice;
  readonly onChange: (patch: Partial<SearchChoice>) => void;
}) {
  const { choice, onChange } = props;
  const chooseTime = (when: SearchChoice['when']) => {
    const today = dayOf(Date.now());
    onChange(when === 'between' && choice.from === '' ? { when, from: daysBefore(today, 6), to: today } : { when });
  };
  return (
    <div className={classes.filters} role="group" aria-label="Narrow the search">
      <ChoiceField label="Channel" value={choice.kind} options={kinds} onChange={(kind) => onChange({ kind })} />
      <ChoiceField
        label="Who wrote it"
        value={choice.writer}
        options={writers}
        onChange={(writer) => onChange({ writer })}
      />
      <ChoiceField label="Time" value={choice.when} options={times} onChange={chooseTime} />
      {choice.when === 'between' && (
        <div className={classes.days}>
          <DayField label="From" value={choice.from} onChange={(from) => onChange({ from })} />
          <DayField label="To" value={choice.to} onChange={(to) => onChange({ to })} />
        </div>
      )}
    </div>
  );
}
