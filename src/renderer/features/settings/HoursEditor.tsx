import { ActionIcon, Button, Checkbox, Select, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, useRef, type ReactNode, type Ref } from 'react';
import { readHours, usualHours, weekdays, type Holiday, type Hours, type Interval } from '../../../shared/hours';
import classes from './HoursEditor.module.css';
import type { InputProps } from './SettingInput';

const MOST_INTERVALS = 6;
const night: Interval = { from: '21:00', to: '08:00' };

/** The week with its hours, the holidays, the quiet hours and the time zone they are meant in; saved as it is changed. */
export function HoursEditor({ label, describedBy, field, disabled }: InputProps) {
  const text = String(field.shown);
  const hours = useMemo(() => readHours(text), [text]);
  const put = (next: Hours) => field.choose(JSON.stringify(next));
  const edit = (patch: Partial<Hours>) => hours && put({ ...hours, ...patch });
  return (
    <fieldset className={classes.hours} aria-label={label} aria-describedby={describedBy} disabled={disabled}>
      <Switch
        checked={hours !== null}
        label="Open at certain hours only"
        disabled={disabled}
        onChange={(event) => (event.currentTarget.checked ? put(usualHours(systemZone())) : field.choose(''))}
      />
      {hours && (
        <>
          <Zone zone={hours.zone} onChange={(zone) => edit({ zone })} />
          <div role="group" aria-label="Week">
            {weekdays.map((day) => (
              <Day
                key={day}
                name={dayNames[day]}
                intervals={hours.week[day]}
                onChange={(intervals) => edit({ week: { ...hours.week, [day]: intervals } })}
              />
            ))}
          </div>
          <Holidays holidays={hours.holidays} onChange={(holidays) => edit({ holidays })} />
          <div className={classes.line}>
            <Checkbox
              size="xs"
              checked={hours.quiet !== null}
              label="Quiet hours: nothing is sent by itself, only drafted"
              onChange={(event) => edit({ quiet: event.currentTarget.checked ? night : null })}
            />
            {hours.quiet && <Span name="Quiet hours" interval={hours.quiet} onChange={(quiet) => edit({ quiet })} />}
          </div>
        </>
      )}
    </fieldset>
  );
}

const dayNames: Readonly<Record<keyof Hours['week'], string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

function Zone({ zone, onChange }: { readonly zone: string; readonly onChange: (zone: string) => void }) {
  const zones = useMemo(() => [...new Set([zone, systemZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])], [zone]);
  return (
    <Select
      size="xs"
      w={280}
      searchable
      allowDeselect={false}
      label="Time zone"
      nothingFoundMessage="No time zone of this name"
      data={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      limit={100}
      value={zone}
      onChange={(value) => value !== null && onChange(value)}
    />
  );
}

function Day(props: {
  readonly name: string;
  readonly intervals: readonly Interval[];
  readonly onChange: (intervals: Interval[]) => void;
}) {
  const { name, intervals, onChange } = props;
  const add = useRef<HTMLButtonElement>(null);
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <span className={classes.name}>{name}</span>
      <div className={classes.spans}>
        {intervals.length === 0 && <span className={classes.closed}>Closed</span>}
        {intervals.map((interval, at) => (
          <span key={at} className={classes.line}>
            <Span
              name={intervals.length > 1 ? `${name}, ${at + 1}` : name}
              interval={interval}
              onChange={(next) => onChange(intervals.map((one, index) => (index === at ? next : one)))}
            />
            <IconButton
              label={`Remove ${name} ${interval.from} to ${interval.to}`}
              onClick={() => {
                onChange(intervals.filter((_one, index) => index !== at));
                add.current?.focus();
              }}
            >
              <IconTrash size={14} stroke={1.75} />
            </IconButton>
          </span>
        ))}
      </div>
      {intervals.length < MOST_INTERVALS && (
        <IconButton
          ref={add}
          label={`Add hours on ${name}`}
          onClick={() => onChange([...intervals, nextInterval(intervals.at(-1))])}
        >
          <IconPlus size={14} stroke={1.75} />
        </IconButton>
      )}
    </div>
  );
}

function Span(props: {
  readonly name: string;
  readonly interval: Interval;
  readonly onChange: (interval: Interval) => void;
}) {
  const { name, interval, onChange } = props;
  const isOver = interval.to <= interval.from;
  return (
    <span className={classes.line}>
      <Time label={`${name}, from`} value={interval.from} onChange={(from) => onChange({ ...interval, from })} />
      <span aria-hidden>–</span>
      <Time label={`${name}, to`} value={interval.to} onChange={(to) => onChange({ ...interval, to })} />
      {isOver && <span className={classes.closed}>next day</span>}
    </span>
  );
}

function Time(props: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <TextInput
      type="time"
      size="xs"
      w={112}
      aria-label={props.label}
      value={props.value}
      onChange={(event) => event.currentTarget.value !== '' && props.onChange(event.currentTarget.value.slice(0, 5))}
    />
  );
}

function Holidays(props: { readonly holidays: readonly Holiday[]; readonly onChange: (holidays: Holiday[]) => void }) {
  const { holidays, onChange } = props;
  const add = useRef<HTMLButtonElement>(null);
  const put = (at: number, patch: Partial<Holiday>) =>
    onChange(holidays.map((one, index) => (index === at ? { ...one, ...patch } : one)));
  return (
    <div role="group" aria-label="Holidays" className={classes.holidays}>
      <span className={classes.name}>Holidays</span>
      {holidays.map((holiday, at) => (
        <span key={at} className={classes.line}>
          <TextInput
            type="date"
            size="xs"
            w={150}
            aria-label={`Holiday ${at + 1}, date`}
            value={holiday.date}
            onChange={(event) => event.currentTarget.value !== '' && put(at, { date: event.currentTarget.value })}
          />
          <Checkbox
            size="xs"
            label="each year"
            aria-label={`Holiday ${at + 1}, each year`}
            checked={holiday.yearly}
            onChange={(event) => put(at, { yearly: event.currentTarget.checked })}
          />
          <IconButton
            label={`Remove holiday ${holiday.date}`}
            onClick={() => {
              onChange(holidays.filter((_one, index) => index !== at));
              add.current?.focus();
            }}
          >
            <IconTrash size={14} stroke={1.75} />
          </IconButton>
        </span>
      ))}
      <Button
        ref={add}
        size="compact-xs"
        variant="default"
        leftSection={<IconPlus size={12} stroke={1.75} />}
        onClick={() => onChange([...holidays, { date: today(), yearly: false }])}
      >
        Add a holiday
      </Button>
    </div>
  );
}

function IconButton(props: {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        ref={props.ref}
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={props.label}
        onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}

/** What follows the last interval of a day, or the usual day. */
function nextInterval(last: Interval | undefined): Interval {
  return last && last.to < '21:00' && last.to > last.from
    ? { from: last.to, to: '21:00' }
    : { from: '09:00', to: '17:00' };
}

function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function today(): string {
  return new Date().toLocaleDateString('sv-SE');
}
