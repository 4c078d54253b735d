import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './FilterFields.module.css';

/** A line of fields that narrow down what a page shows. */
export function FilterBar({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div role="search" className={classes.bar} aria-label={name}>
      {children}
    </div>
  );
}

/** One of a few choices. */
export function ChoiceField<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  const { options, onChange } = props;
  return (
    <NativeSelect
      size="xs"
      aria-label={props.label}
      value={props.value}
      data={[...options]}
      onChange={(event) => {
        const chosen = options.find(({ value }) => value === event.currentTarget.value);
        if (chosen) onChange(chosen.value);
      }}
    />
  );
}

/** A day. */
export function DayField(props: {
  readonly label: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  return (
    <TextInput
      type="date"
      size="xs"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
