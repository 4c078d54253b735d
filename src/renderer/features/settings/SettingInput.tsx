import { NumberInput, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { getCountries } from 'libphonenumber-js/min';
import { useMemo } from 'react';
import type { SettingControl } from '../../../shared/contract/setting-shape';
import { useDeskState } from '../../store/desk-context';
import { HoursEditor } from './HoursEditor';
import type { SettingField } from './use-setting-field';

export interface InputProps {
  readonly label: string;
  /** Ids of what explains it. */
  readonly describedBy: string;
  readonly field: SettingField;
  readonly disabled: boolean;
}

/** The control of a setting, by its kind. */
export function SettingInput({ control, ...props }: InputProps & { readonly control: SettingControl }) {
  switch (control.kind) {
    case 'switch':
      return <OnOff {...props} />;
    case 'choice':
      return <Choice {...props} options={control.options} />;
    case 'number':
      return <NumberField {...props} control={control} />;
    case 'text':
      return <TextField {...props} control={control} />;
    case 'country':
      return <Country {...props} />;
    case 'hours':
      return <HoursEditor {...props} />;
  }
}

function OnOff({ label, describedBy, field, disabled }: InputProps) {
  const on = field.shown === true;
  return (
    <Switch
      checked={on}
      label={on ? 'On' : 'Off'}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={disabled}
      onChange={(event) => field.choose(event.currentTarget.checked)}
    />
  );
}

/** Longest words, all together, that stand beside each other. */
const MOST_LETTERS = 24;

function Choice({
  label,
  describedBy,
  field,
  disabled,
  options,
}: InputProps & { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  const shared = {
    size: 'xs' as const,
    'aria-label': label,
    'aria-describedby': describedBy,
    data: [...options],
    value: String(field.shown),
    disabled,
  };
  if (options.map((option) => option.label).join('').length > MOST_LETTERS) {
    return <Select {...shared} allowDeselect={false} onChange={(value) => value !== null && field.choose(value)} />;
  }
  return <SegmentedControl {...shared} fullWidth onChange={(value) => field.choose(value)} />;
}

function NumberField({
  label,
  describedBy,
  field,
  disabled,
  control,
}: InputProps & { readonly control: Extract<SettingControl, { kind: 'number' }> }) {
  const per = control.per ?? 1;
  return (
    <NumberInput
      size="xs"
      aria-label={control.unit === '' ? label : `${label}, in ${control.unit}`}
      aria-describedby={describedBy}
      aria-invalid={field.problem !== null}
      error={field.problem !== null}
      clampBehavior="none"
      step={control.step ?? 1}
      decimalSeparator={decimalSeparator}
      allowedDecimalSeparators={['.', ',']}
      suffix={control.unit && ` ${control.unit}`}
      value={typeof field.shown === 'number' ? rounded(field.shown / per) : ''}
      disabled={disabled}
      onChange={(value) => field.type(typeof value === 'number' ? rounded(value * per) : Number.NaN)}
      onBlur={() => field.leave()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') field.leave();
      }}
    />
  );
}

function TextField({
  label,
  describedBy,
  field,
  disabled,
  control,
}: InputProps & { readonly control: Extract<SettingControl, { kind: 'text' }> }) {
  const shared = {
    size: 'xs',
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': field.problem !== null,
    error: field.problem !== null,
    value: String(field.shown),
    disabled,
    spellCheck: control.lines !== undefined,
    onBlur: () => field.leave(),
    ...(control.placeholder !== undefined && { placeholder: control.placeholder }),
  } as const;
  if (control.lines !== undefined) {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={control.lines}
        maxRows={16}
        onChange={(event) => field.type(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      autoComplete="off"
      onChange={(event) => field.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') field.leave();
      }}
    />
  );
}

function Country({ label, describedBy, field, disabled }: InputProps) {
  const system = useDeskState(({ facts }) => facts?.settings.systemCountry ?? null);
  const data = useMemo(() => countries(system), [system]);
  return (
    <Select
      size="xs"
      searchable
      allowDeselect={false}
      aria-label={label}
      aria-describedby={describedBy}
      nothingFoundMessage="No country of this name"
      data={data}
      value={String(field.shown)}
      disabled={disabled}
      onChange={(value) => field.choose(value ?? '')}
    />
  );
}

/** All countries by their names in the system's language, and first of all the system's own choice. */
function countries(system: string | null): { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: 'region' });
  const all = getCountries().map((code) => ({ value: code, label: names.of(code) ?? code }));
  const own = system === null ? 'As the system' : `As the system (${names.of(system) ?? system})`;
  return [{ value: '', label: own }, ...all.sort((a, b) => a.label.localeCompare(b.label))];
}

const decimalSeparator =
  new Intl.NumberFormat().formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** Without the noise of binary fractions: 0.1 × 3 is 0.3. */
function rounded(value: number): number {
  return Number(value.toFixed(6));
}
